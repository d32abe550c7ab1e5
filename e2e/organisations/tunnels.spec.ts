import fs from "node:fs/promises";
import { expectAccessible, expectNoSidewaysScroll } from "../support/accessibility";
import { newDevice, newGateway } from "../support/gateways";
import { look, lookAtOpen } from "../support/look";
import { newMember, newOrganisation } from "../support/people";
import { expect, test } from "../support/test";
import { alive, arrive, choose, visit } from "../support/visit";

test("an owner adds a device, whose key is made in the browser and whose configuration is shown once", async ({
  ownPortal,
  browse,
}) => {
  const portal = await ownPortal();
  const organisation = await newOrganisation(portal);
  const page = await browse(organisation.owner, { portal });
  await visit(page, `${organisation.path}/tunnels`);
  await expect(page.getByText("No gateway serves the Free Portal.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Add a device" })).toHaveCount(0);

  await newGateway(portal, "Gate one");
  await visit(page, `${organisation.path}/tunnels`);
  await expect(page.getByRole("heading", { name: "No tunnel devices yet" })).toBeVisible();
  await expect(page.getByText("0 of 2 tunnel devices")).toBeVisible();
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.url()}\n${request.postData() ?? ""}`));
  await page.getByRole("button", { name: "Add a device" }).click();
  const form = page.getByRole("dialog", { name: "Add a device" });
  await form.getByLabel("Name", { exact: true }).fill("two words");
  await form.getByRole("button", { name: "Add device" }).click();
  await expect(form.getByLabel("Name", { exact: true })).toHaveAccessibleDescription(/letters from a to z/);
  await form.getByLabel("Name", { exact: true }).fill("living-room");
  await expect(form.getByLabel("Gateway")).toContainText("Gate one, gate.example.org");
  await form.getByLabel("System").selectOption("linux");
  await expect(form.getByLabel(/^Or set it up on the device itself/)).toHaveValue(
    `curl -fsS ${new URL(portal.url).origin}/api/tunnel/install.sh | sudo sh`,
  );
  await form.getByLabel("System").selectOption("phone");
  await lookAtOpen(page, "tunnel-add");
  await form.getByRole("button", { name: "Add device" }).click();

  const shown = page.getByRole("dialog", { name: "Configuration of living-room" });
  const text = (await shown.locator("pre").textContent()) ?? "";
  expect(text).toMatch(
    /^\[Interface\]\nPrivateKey = [A-Za-z0-9+/]{43}=\nAddress = 100\.64\.0\.2\/32, fd[0-9a-f:]+::2\/128\n/,
  );
  expect(text).toContain("AllowedIPs = 100.64.0.1/32, ");
  const [, privateKey = ""] = /PrivateKey = (\S+)/.exec(text) ?? [];
  const code = shown.getByRole("img", { name: "QR code of the configuration" });
  await expect(code).toBeVisible();
  await expect(code.locator("rect")).toHaveCSS("fill", "rgb(255, 255, 255)");
  await lookAtOpen(page, "tunnel-configuration");
  const downloading = page.waitForEvent("download");
  await shown.getByRole("button", { name: "Download living-room.conf" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("living-room.conf");
  expect(await fs.readFile(await download.path(), "utf8")).toBe(text);
  await page.keyboard.press("Escape");
  await expect(shown).toBeVisible();

  const [stored] = await portal.sql<{ public_key: string }>("select public_key from tunnel_devices");
  expect(sent.some((body) => body.includes(stored?.public_key ?? "none"))).toBe(true);
  await shown.getByRole("button", { name: "Done" }).click();
  await page.waitForURL(/\/tunnels\/[0-9a-f-]{36}$/);
  await alive(page);
  await expect(page.getByText("Never connected")).toBeVisible();
  expect(sent.filter((body) => body.includes(privateKey))).toEqual([]);
  expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toContain(
    privateKey,
  );
  await page.reload();
  await alive(page);
  expect(await page.content()).not.toContain(privateKey);
  await visit(page, `${organisation.path}/tunnels`);
  await expect(page.getByText("1 of 2 tunnel devices")).toBeVisible();
  await expect(page.getByRole("row", { name: /living-room/ })).toContainText("Never connected");
});

test("ports are opened, edited, closed and opened again", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const gateway = await newGateway(portal);
  const id = await newDevice(portal, organisation, gateway, "living-room");
  const page = await browse(organisation.owner);
  const path = `${organisation.path}/tunnels/${id}`;
  await visit(page, path);
  await expect(page.getByText(/^Last seen yesterday/)).toBeVisible();
  await page.getByRole("button", { name: "Open a port" }).click();
  const form = page.getByRole("dialog", { name: "Open a port" });
  await form.getByLabel("Game").selectOption({ label: "Minecraft: Bedrock Edition" });
  await expect(form.getByLabel("Protocol")).toHaveValue("udp");
  await expect(form.getByLabel("Local port")).toHaveValue("19132");
  await expect(form.getByLabel("Keep players’ addresses")).toBeDisabled();
  await form.getByLabel("Public port").fill("80");
  await form.getByRole("button", { name: "Open port" }).click();
  await expect(form.getByLabel("Public port")).toHaveAccessibleDescription(/from 1024 to 65535/);
  await form.getByLabel("Public port").fill("31000");
  await lookAtOpen(page, "tunnel-port");
  await form.getByRole("button", { name: "Open port" }).click();
  await expect(page.getByText("Port opened: gate.example.org:31000")).toBeVisible();
  const row = page.getByRole("row", { name: /gate\.example\.org:31000/ });
  await expect(row).toContainText("19132, UDP");
  await expect(row).toContainText("Minecraft: Bedrock Edition");
  await expect(page.getByText("1 of 3 open ports")).toBeVisible();

  await choose(page, "port 31000", "Edit…");
  await page.getByRole("dialog").getByLabel("Note").fill("For the guild");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText("For the guild");
  await choose(page, "port 31000", "Close…");
  await page.getByRole("button", { name: "Close port 31000" }).click();
  await expect(row).toContainText("Closed");
  await expect(page.getByText("0 of 3 open ports")).toBeVisible();
  await choose(page, "port 31000", "Open again");
  await expect(page.getByText("Port 31000 opened again.")).toBeVisible();
  await expect(page.getByText("1 of 3 open ports")).toBeVisible();
});

test("a device is renamed, shown who connects, suspended, resumed and removed", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const gateway = await newGateway(portal);
  const id = await newDevice(portal, organisation, gateway, "living-room");
  await portal.sql(
    `insert into tunnel_ports (id, organisation_id, device_id, gateway_id, protocol, local_port, public_port)
     values (gen_random_uuid(), $1, $2, $3, 'udp', 19132, 31000)`,
    [organisation.id, id, gateway],
  );
  const page = await browse(organisation.owner);
  const path = `${organisation.path}/tunnels/${id}`;
  await visit(page, path);
  const row = page.getByRole("row", { name: /gate\.example\.org:31000/ });
  await choose(page, "living-room", "Edit…");
  await page.getByRole("dialog").getByLabel("Name", { exact: true }).fill("cellar");
  await page
    .getByRole("dialog")
    .getByLabel(/see players’ addresses$/)
    .check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "cellar", level: 1 })).toBeVisible();
  await choose(page, "port 31000", "Edit…");
  await page.getByRole("dialog").getByLabel("Keep players’ addresses").check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText("Players’ addresses kept");
  await choose(page, "cellar", "Suspend…");
  await page.getByRole("button", { name: "Suspend cellar" }).click();
  await expect(page.getByText("Suspended", { exact: true })).toBeVisible();
  await look(page, [
    ["tunnels-suspended", `${organisation.path}/tunnels`],
    ["tunnel-suspended", path],
  ]);
  await choose(page, "cellar", "Resume");
  await expect(page.getByText(/^Last seen yesterday/)).toBeVisible();
  await choose(page, "cellar", "Remove…");
  await expect(page.getByRole("alertdialog")).toContainText("1 open port");
  await page.getByRole("button", { name: "Remove cellar" }).click();
  await arrive(page, `${organisation.path}/tunnels`);
  await expect(page.getByRole("heading", { name: "No tunnel devices yet" })).toBeVisible();
});

test("a member sees devices and ports, and can’t change them", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const member = await newMember(portal, organisation, "member", { name: "Mel Member" });
  const id = await newDevice(portal, organisation, await newGateway(portal), "living-room");
  const page = await browse(member);
  await visit(page, organisation.path);
  await page
    .getByRole("link", { name: /^Tunnels/ })
    .first()
    .click();
  await arrive(page, `${organisation.path}/tunnels`);
  await page.getByRole("link", { name: "living-room" }).click();
  await arrive(page, `${organisation.path}/tunnels/${id}`);
  await expect(page.getByRole("img", { name: /^Traffic per day: 4\.8 MB received, 1\.1 MB sent/ })).toBeVisible();
  await page.getByText("Numbers per day").click();
  await expect(page.getByRole("cell", { name: "4.8 MB" })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 800 });
  await expectNoSidewaysScroll(page);
  await expect(page.getByRole("button", { name: /^Open a port|^Actions for|^Add a device/ })).toHaveCount(0);
});
