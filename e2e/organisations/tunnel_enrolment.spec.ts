import { randomBytes, randomUUID } from "node:crypto";
import { expectAccessible } from "../support/accessibility";
import { newGateway } from "../support/gateways";
import { look, lookAtOpen } from "../support/look";
import { newMember, newOrganisation, type Organisation } from "../support/people";
import type { Portal } from "../support/portal";
import { expect, test } from "../support/test";
import { arrive, visit } from "../support/visit";

const newKey = () => randomBytes(32).toString("base64");

/** The only gateway that accepts devices. */
async function onlyGateway(portal: Portal) {
  await portal.sql("update gateways set state = 'closed'");
  return newGateway(portal, `Gate ${randomUUID().slice(0, 8)}`);
}

/** What the script on a device does. */
async function start(portal: Portal) {
  const post = (path: string, data: object) =>
    fetch(`${portal.url}/api/tunnel/device/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(data),
    });
  const started = await post("start", { name: "attic", publicKey: newKey() });
  const { deviceCode, userCode } = (await started.json()) as { deviceCode: string; userCode: string };
  return { userCode, poll: async () => (await post("poll", { deviceCode })).status };
}

const devicesOf = (portal: Portal, { id }: Organisation) =>
  portal.sql<{ id: string; name: string }>("select id, name from tunnel_devices where organisation_id = $1", [id]);

test("a device that waits with a code is compared, approved, and fetches its configuration once", async ({
  portal,
  browse,
}) => {
  await onlyGateway(portal);
  const organisation = await newOrganisation(portal);
  const { userCode, poll } = await start(portal);
  expect(await poll()).toBe(428);
  const page = await browse(organisation.owner, { viewport: { width: 360, height: 800 } });
  await visit(page, "/tunnel");
  await page.getByLabel("Code").fill("BBBB-BBBB");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByLabel("Code")).toHaveAccessibleDescription(/No device is waiting with this code/);
  await lookAtOpen(page, "enrol-wrong-code");
  await page.getByLabel("Code").fill(userCode.toLowerCase());
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/)).toBeVisible();
  await expect(page.getByText("It will be added to Apex Gaming.")).toBeVisible();
  await lookAtOpen(page, "enrol-compare");
  expect(await poll()).toBe(428);
  await page.getByLabel("Name", { exact: true }).fill("two words");
  await page.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveAccessibleDescription(/letters from a to z/);
  await page.getByLabel("Name", { exact: true }).fill("living-room");
  await page.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByRole("status")).toContainText("living-room was added to Apex Gaming");
  const [device] = await devicesOf(portal, organisation);
  await expect(page.getByRole("link", { name: "Open living-room" })).toHaveAttribute(
    "href",
    `${organisation.path}/tunnels/${device?.id}`,
  );
  await lookAtOpen(page, "enrol-approved");
  expect([await poll(), await poll()]).toEqual([200, 410]);
  await visit(page, `/tunnel?code=${userCode}`);
  await expect(page.getByLabel("Code")).toHaveAccessibleDescription(/approved or declined already/);
});

test("a stranger comes back with the code, and declines the device", async ({ portal, browse }) => {
  await onlyGateway(portal);
  const organisation = await newOrganisation(portal);
  const { userCode, poll } = await start(portal);
  const stranger = await browse();
  await stranger.goto(`/tunnel?code=${userCode}`);
  await arrive(stranger, `/sign-in?next=${encodeURIComponent(`/tunnel?code=${userCode}`)}`);
  const page = await browse(organisation.owner);
  await visit(page, `/tunnel?code=${userCode}`);
  await page.getByRole("button", { name: "Decline" }).click();
  await expect(page.getByRole("status")).toContainText("The device was declined");
  await lookAtOpen(page, "enrol-declined");
  expect(await poll()).toBe(403);
  expect(await devicesOf(portal, organisation)).toEqual([]);
});

test("a plain member is told who can approve", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const member = await newMember(portal, organisation, "member");
  const { userCode, poll } = await start(portal);
  const page = await browse(member);
  await visit(page, `/tunnel?code=${userCode}`);
  await expect(page.getByRole("region", { name: "You can’t add devices yet" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);
  await look(page, [["enrol-member", `/tunnel?code=${userCode}`]]);
  expect(await poll()).toBe(428);
});

test("somebody with several organisations changes between them at will, and an old code says that it is", async ({
  portal,
  browse,
}) => {
  await onlyGateway(portal);
  const first = await newOrganisation(portal, undefined, "Apex Gaming");
  const second = await newOrganisation(portal, first.owner, "Rust Belt");
  const { userCode } = await start(portal);
  const page = await browse(first.owner);
  await visit(page, `/tunnel?code=${userCode}`);
  await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);
  await lookAtOpen(page, "enrol-which-organisation");
  for (const { name, handle } of [second, first, first]) {
    await page.getByLabel("Organisation").selectOption(name);
    await page.getByRole("button", { name: "Continue" }).click();
    await arrive(page, `/tunnel?code=${userCode}&organisation=${handle}`);
    await expect(page.getByText(`It will be added to ${name}.`)).toBeVisible();
    if (name === "Rust Belt") await lookAtOpen(page, "enrol-chosen-organisation");
    await page.getByRole("link", { name: "Choose another organisation" }).click();
    await arrive(page, `/tunnel?code=${userCode}`);
  }
  await page.getByLabel("Organisation").selectOption("Rust Belt");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByRole("status")).toContainText("attic was added to Rust Belt");

  const late = await start(portal);
  await portal.sql("update tunnel_enrolments set expires_at = now() where state = 'pending'");
  await visit(page, `/tunnel?code=${late.userCode}`);
  await expect(page.getByLabel("Code")).toHaveAccessibleDescription(/This code has expired/);
});

test("five wrong codes lock an account for a minute, also with the right one", async ({ portal, browse }) => {
  await onlyGateway(portal);
  const { owner } = await newOrganisation(portal);
  const { userCode } = await start(portal);
  const page = await browse(owner);
  await visit(page, `/tunnel?code=${userCode}`);
  await expect(page.getByRole("button", { name: "Approve" })).toBeVisible();
  // A minute that has begun already would end too early.
  await portal.sql("delete from rate_limits where key like $1", [`%user:${owner.id}`]);
  const tries = await Promise.all(Array.from({ length: 6 }, () => page.request.get("/tunnel?code=BBBB-BBBB")));
  const answers = await Promise.all(tries.map((answer) => answer.text()));
  expect(answers.filter((text) => text.includes("No device is waiting with this code"))).toHaveLength(5);
  await page.reload();
  await expect(page.getByLabel("Code")).toHaveAccessibleDescription(/Too many attempts. Try again in/);
  await expectAccessible(page);
});
