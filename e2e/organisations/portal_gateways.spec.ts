import { newDevice, newGateway } from "../support/gateways";
import { look, lookAtOpen } from "../support/look";
import { newOrganisation, newPerson } from "../support/people";
import { expect, test } from "../support/test";
import { alive, choose, visit } from "../support/visit";
import { newZone } from "../support/zones";

const path = "/dashboard/portal/gateways";

test("a portal administrator registers, edits, closes, reopens and removes gateways", async ({ ownPortal, browse }) => {
  const portal = await ownPortal();
  const page = await browse(await newPerson(portal, { portalAdmin: true }), { portal });
  await visit(page, path);
  await expect(page.getByRole("heading", { name: "No gateways yet" })).toBeVisible();
  await page.getByRole("button", { name: "Register a gateway" }).click();
  const form = page.getByRole("dialog", { name: "Register a gateway" });
  const field = (label: string) => form.getByLabel(label, { exact: true });
  await field("Name").fill("Gate one");
  await field("Public address").fill("gate 1");
  await field("First public port").fill("40000");
  await field("Devices’ network").fill("8.8.8.0/24");
  await form.getByRole("button", { name: "Register gateway" }).click();
  await expect(field("Public address")).toHaveAccessibleDescription(/Enter a host name/);
  await expect(field("Devices’ network")).toHaveAccessibleDescription(/Enter a private network/);
  await field("Public address").fill("Gate1.example.org");
  await field("Devices’ network").fill("10.80.0.0/16");
  await form.getByRole("button", { name: "Register gateway" }).click();
  await expect(field("Last public port")).toHaveAccessibleDescription("The last port must not be below the first.");
  await lookAtOpen(page, "gateway-register");
  await field("Last public port").fill("40099");
  await form.getByRole("button", { name: "Register gateway" }).click();

  const shown = page.getByRole("dialog", { name: "Copy the token of Gate one now" });
  const token = async () => /GATEWAY_TOKEN=(ghg_\S+)/.exec((await shown.textContent()) ?? "")?.[1] ?? "none";
  await expect(shown).toContainText(`export PORTAL_URL=${new URL(portal.url).origin} GATEWAY_TOKEN=ghg_`);
  const first = await token();
  await lookAtOpen(page, "gateway-token");
  await shown.getByRole("button", { name: "I have copied it" }).click();
  const row = (name: string) => page.getByRole("row", { name: new RegExp(name) });
  await expect(row("Gate one")).toContainText("gate1.example.org · UDP 51820 · ports 40000 to 40099");
  await expect(row("Gate one")).toContainText("Not started yet");
  await page.reload();
  await alive(page);
  expect(await page.content()).not.toContain(first);
  const answer = async (bearer: string) =>
    (await fetch(`${portal.url}/api/tunnel/gateway/state`, { headers: { authorization: `Bearer ${bearer}` } })).status;
  expect(await answer(first)).toBe(200);

  await choose(page, "Gate one", "Edit…");
  const change = page.getByRole("dialog", { name: "Edit gateway Gate one" });
  await change.getByLabel("Free Portal").uncheck();
  await change.getByLabel("Last public port").fill("40199");
  await expect(change.getByLabel("Devices’ network")).toHaveCount(0);
  await lookAtOpen(page, "gateway-edit");
  await change.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Gateway Gate one saved.")).toBeVisible();
  await expect(row("Gate one")).toContainText("ports 40000 to 40199");
  await expect(row("Gate one")).toContainText("Educational, Pro, Enterprise");

  await choose(page, "Gate one", "Renew token…");
  const renewing = page.getByRole("alertdialog", { name: "Renew the token of Gate one?" });
  await lookAtOpen(page, "gateway-renew");
  await renewing.getByRole("button", { name: "Renew token" }).click();
  await expect(shown).toBeVisible();
  const second = await token();
  expect(second).not.toBe(first);
  await shown.getByRole("button", { name: "I have copied it" }).click();
  expect([await answer(first), await answer(second)]).toEqual([401, 200]);

  await choose(page, "Gate one", "Close");
  await expect(row("Gate one")).toContainText("Closed");
  await choose(page, "Gate one", "Reopen");
  await expect(row("Gate one")).toContainText("Open");

  const used = await newGateway(portal, "Gate two");
  await newDevice(portal, await newOrganisation(portal), used, "living-room");
  await visit(page, path);
  await choose(page, "Gate two", "Remove…");
  const removing = page.getByRole("alertdialog", { name: "Remove gateway Gate two?" });
  await expect(removing).toContainText("It still has 1 tunnel device.");
  await removing.getByRole("button", { name: "Remove Gate two" }).click();
  await expect(removing.getByRole("alert")).toContainText("This gateway has 1 tunnel device.");
  await lookAtOpen(page, "gateway-remove");
  await removing.getByRole("button", { name: /Keep|Cancel/ }).click();
  await choose(page, "Gate one", "Remove…");
  await page.getByRole("button", { name: "Remove Gate one" }).click();
  await expect(row("Gate one")).toHaveCount(0);
  await expect(page.getByText("Gateway Gate one removed.")).toBeVisible();
});

test("the list of gateways tells how each does, and so does the page Health", async ({ ownPortal, browse }) => {
  const portal = await ownPortal();
  const organisation = await newOrganisation(portal);
  const gateways = ["Gate one", "Gate two", "Gate three", "Gate four"];
  const [good = "", missing = "", failing = "", waiting = ""] = await Promise.all(
    gateways.map((name) => newGateway(portal, name)),
  );
  await newDevice(portal, organisation, good, "living-room");
  await portal.sql("update tunnel_devices set last_handshake_at = now()");
  await portal.sql("update gateways set reported_at = now() - interval '5 minutes' where id = $1", [missing]);
  await portal.sql(
    "update gateways set problem = 'nft: Operation not permitted', busy_ports = '{30001}' where id = $1",
    [failing],
  );
  await portal.sql(
    `update gateways set public_key = null, implementation = null, version = null, first_reported_at = null,
       reported_at = null where id = $1`,
    [waiting],
  );
  const page = await browse(await newPerson(portal, { portalAdmin: true }), { portal });
  await visit(page, path);
  const row = (name: string) => page.getByRole("row", { name: new RegExp(name) });
  await expect(row("Gate one")).toContainText("Answering");
  await expect(row("Gate one")).toContainText("Version 0.1.0, WireGuard of the kernel");
  await expect(row("Gate one")).toContainText("1 of 1 device connected");
  await expect(row("Gate two")).toContainText("Ten minutes after it lost the portal, it closes every port.");
  await expect(row("Gate three")).toContainText("nft: Operation not permitted");
  await expect(row("Gate three")).toContainText("1 more port is used by the machine");
  await expect(row("Gate four")).toContainText("Not started yet");
  await expect(page.getByText("1 of 4 answering")).toBeVisible();
  await look(page, [["gateways", path]]);
  // On a slow machine these may have grown old meanwhile.
  await portal.sql("update gateways set reported_at = now() where id = any($1)", [[good, failing]]);
  await visit(page, "/dashboard/portal");
  await expect(page.getByText("2 gateways of 4 don’t report.")).toBeVisible();
});

test("a portal administrator chooses and clears the zone below which devices have names", async ({
  ownPortal,
  browse,
}) => {
  const portal = await ownPortal();
  const zone = await newZone(portal, await newOrganisation(portal), { name: "play.example.net" });
  const page = await browse(await newPerson(portal, { portalAdmin: true }), { portal });
  await visit(page, "/dashboard/portal/settings");
  const field = page.getByLabel("Base zone");
  const save = page.getByRole("button", { name: "Save the base zone" });
  const chosen = () => portal.sql("select base_zone, base_zone_id from portal_settings");
  await field.fill("nothing.example.net");
  await save.click();
  await expect(field).toHaveAccessibleDescription(/No active zone/);
  expect(await chosen()).toEqual([{ base_zone: null, base_zone_id: null }]);
  await field.fill("Play.Example.net.");
  await save.click();
  await expect(page.getByText("Settings saved.")).toBeVisible();
  await expect(field).toHaveValue("play.example.net");
  expect(await chosen()).toEqual([{ base_zone: "play.example.net", base_zone_id: zone.id }]);
  await look(page, [["settings-base-zone", "/dashboard/portal/settings"]]);
  await field.fill("");
  await save.click();
  await expect(page.getByText("Settings saved.")).toBeVisible();
  await page.reload();
  await alive(page);
  await expect(field).toHaveValue("");
  expect(await chosen()).toEqual([{ base_zone: null, base_zone_id: null }]);
});
