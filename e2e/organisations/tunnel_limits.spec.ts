import { randomUUID } from "node:crypto";
import { newDevice, newGateway } from "../support/gateways";
import { look, lookAtOpen } from "../support/look";
import { makeEnterprise, narrowTo, newMember, newOrganisation, newPerson, newProjects } from "../support/people";
import { expect, test } from "../support/test";
import { alive, choose, visit } from "../support/visit";
import { newZone } from "../support/zones";

test("a member who is restricted to a project sees and adds only devices of that project", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  await makeEnterprise(portal, organisation);
  const gateway = await newGateway(portal, `Gate ${randomUUID().slice(0, 8)}`);
  const [cellar = "", attic = ""] = await newProjects(portal, organisation, "Cellar", "Attic");
  const shown = await newDevice(portal, organisation, gateway, "shown");
  const unseen = await newDevice(portal, organisation, gateway, "unseen");
  await portal.sql("update tunnel_devices set project_id = $2 where id = $1", [unseen, attic]);

  const owner = await browse(organisation.owner);
  await visit(owner, `${organisation.path}/tunnels`);
  await choose(owner, "shown", "Move to a project…");
  const moving = owner.getByRole("dialog", { name: "Move shown to a project" });
  await moving.getByLabel("Project").selectOption("Cellar");
  await lookAtOpen(owner, "tunnel-move");
  await moving.getByRole("button", { name: "Move" }).click();
  await expect(owner.getByRole("row", { name: /shown/ })).toContainText("Cellar");
  await owner.getByRole("button", { name: "Undo" }).click();
  await expect(owner.getByRole("row", { name: /shown/ })).not.toContainText("Cellar");
  await portal.sql("update tunnel_devices set project_id = $2 where id = $1", [shown, cellar]);

  const keeper = await newMember(portal, organisation, "member", { name: "Kim Keeper" });
  const role = randomUUID();
  await portal.sql("insert into roles (id, organisation_id, name, permissions) values ($1, $2, 'Tunnel keeper', $3)", [
    role,
    organisation.id,
    ["organisation.read", "project.read", "tunnel.read", "tunnel.create", "tunnel.update"],
  ]);
  await portal.sql("update members set role = 'custom', custom_role_id = $1 where user_id = $2", [role, keeper.id]);
  await narrowTo(portal, organisation, keeper, cellar);
  const page = await browse(keeper);
  await visit(page, `${organisation.path}/tunnels`);
  await expect(page.getByRole("row", { name: /shown/ })).toBeVisible();
  await expect(page.getByText("unseen")).toHaveCount(0);
  await expect(page.getByText("1 tunnel device", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Add a device" }).click();
  const form = page.getByRole("dialog", { name: "Add a device" });
  await form.getByLabel("Name", { exact: true }).fill("pantry");
  await form.getByLabel("Gateway").selectOption(gateway);
  await expect(form.getByLabel("Project")).toHaveAccessibleDescription(
    "Required: you can see only devices in your projects.",
  );
  await form.getByLabel("Project").selectOption("Cellar");
  await form.getByRole("button", { name: "Add device" }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await page.waitForURL(/\/tunnels\/[0-9a-f-]{36}$/);
  await alive(page);
  await expect(page.getByText("Cellar")).toBeVisible();
  await choose(page, "pantry", "Edit…");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Actions for pantry" }).click();
  await expect(page.getByRole("menuitem", { name: "Remove…" })).toHaveCount(0);
  await visit(page, `${organisation.path}/tunnels/${shown}`);
  await visit(page, `${organisation.path}/tunnels/${unseen}`, { status: 404 });
});

test("where the portal tier allows no more, the pages say so instead of offering it", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const gateway = await newGateway(portal);
  const first = await newDevice(portal, organisation, gateway, "first");
  await newDevice(portal, organisation, gateway, "second");
  await portal.sql(
    `insert into tunnel_ports (id, organisation_id, device_id, gateway_id, protocol, local_port, public_port, created_at)
     select gen_random_uuid(), $1, $2, $3, 'tcp', 25565, 31000 + n, now() + n * interval '1 second'
     from generate_series(1, 3) n`,
    [organisation.id, first, gateway],
  );
  const page = await browse(organisation.owner);
  const path = `${organisation.path}/tunnels`;
  await visit(page, path);
  await expect(page.getByText("2 of 2 tunnel devices: the Free Portal allows no more.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Add a device" })).toHaveCount(0);
  await visit(page, `${path}/${first}`);
  await expect(page.getByText("3 of 3 open ports: the Free Portal allows no more.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Open a port" })).toHaveCount(0);

  // A lower limit of its own: the newest device and the newest port aren't let in any more, and the pages say why.
  await portal.sql(
    `insert into organisation_limits (organisation_id, what, most) values ($1, 'tunnelDevices', 1), ($1, 'devicePorts', 2)`,
    [organisation.id],
  );
  await visit(page, path);
  await expect(page.getByRole("row", { name: /second/ })).toContainText(
    "There are more devices than your portal tier allows.",
  );
  await visit(page, `${path}/${first}`);
  await expect(page.getByRole("row", { name: /31003/ })).toContainText("Over the limit");
  await look(page, [
    ["tunnels-full", path],
    ["tunnel-full", `${path}/${first}`],
  ]);
});

test("a device and its ports are shown by their names below the base zone, to copy", async ({ ownPortal, browse }) => {
  const portal = await ownPortal();
  const organisation = await newOrganisation(portal);
  const gateway = await newGateway(portal, "Gate one");
  const id = await newDevice(portal, organisation, gateway, "living-room");
  const zone = await newZone(portal, organisation, { name: "play.example.net" });
  await portal.sql("update portal_settings set base_zone_id = $1, base_zone = $2", [zone.id, zone.name]);
  await portal.sql(
    `insert into tunnel_ports (id, organisation_id, device_id, gateway_id, protocol, local_port, public_port, game) values
       (gen_random_uuid(), $1, $2, $3, 'tcp', 25565, 31000, 'minecraft-java'),
       (gen_random_uuid(), $1, $2, $3, 'udp', 19132, 31001, null)`,
    [organisation.id, id, gateway],
  );
  const page = await browse(organisation.owner, { portal });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await visit(page, `${organisation.path}/tunnels/${id}`);
  const host = `living-room.${organisation.handle}.play.example.net`;
  await page.getByRole("button", { name: "Copy name" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(host);
  const game = page.getByRole("row", { name: /Minecraft: Java/ });
  // Its players need no port: an SRV record tells it.
  await expect(game.getByText(host, { exact: true })).toBeVisible();
  await expect(game).toContainText("or gate.example.org:31000");
  await game.getByRole("button", { name: "Copy address" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(host);
  await expect(page.getByRole("row", { name: /31001/ }).getByText(`${host}:31001`, { exact: true })).toBeVisible();
  await look(page, [["tunnel-named", `${organisation.path}/tunnels/${id}`]]);
});

test("without a gateway the page says whom to turn to", async ({ ownPortal, browse }) => {
  const portal = await ownPortal();
  const administrator = await newPerson(portal, { portalAdmin: true });
  const own = await newOrganisation(portal, administrator);
  const page = await browse(administrator, { portal });
  await visit(page, `${own.path}/tunnels`);
  await expect(page.getByRole("link", { name: "Register a gateway" })).toHaveAttribute(
    "href",
    "/dashboard/portal/gateways",
  );
  const organisation = await newOrganisation(portal);
  const theirs = await browse(organisation.owner, { portal });
  await visit(theirs, `${organisation.path}/tunnels`);
  await expect(
    theirs.getByText("No gateway serves the Free Portal. Contact the portal’s administrator."),
  ).toBeVisible();
  const id = await newDevice(portal, organisation, await newGateway(portal, "Gate one"), "living-room");
  await portal.sql("update gateways set state = 'closed', reported_at = now() - interval '5 minutes'");
  await visit(theirs, `${organisation.path}/tunnels`);
  await expect(theirs.getByText("Gate one: This gateway accepts no new devices and ports.")).toBeVisible();
  await lookAtOpen(theirs, "tunnels-closed-gateway");
  await visit(theirs, `${organisation.path}/tunnels/${id}`);
  await expect(theirs.getByText("The gateway Gate one isn’t answering")).toBeVisible();
});

test("while tunnels are switched off, their pages say so", async ({ ownPortal, browse }) => {
  const portal = await ownPortal();
  const organisation = await newOrganisation(portal);
  const id = await newDevice(portal, organisation, await newGateway(portal, "Gate one"), "living-room");
  const page = await browse(organisation.owner, { portal });
  await portal.sql("insert into features (name, enabled) values ('tunnels', false)");
  for (const path of [`${organisation.path}/tunnels`, `${organisation.path}/tunnels/${id}`, "/tunnel"]) {
    await visit(page, path);
    await expect(page.getByRole("heading", { name: "Tunnels are switched off" })).toBeVisible();
    await expect(page.getByRole("link", { name: /^Tunnels/ })).toHaveCount(0);
  }
  await lookAtOpen(page, "tunnels-off");
});
