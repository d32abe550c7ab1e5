import { expectAccessible } from "../support/accessibility";
import { lookAtOpen } from "../support/look";
import { newNode, newServer } from "../support/nodes";
import { makeEnterprise, newOrganisation, newPerson } from "../support/people";
import { expect, test } from "../support/test";
import { alive, choose, visit } from "../support/visit";

test("a portal administrator registers, edits, dedicates, closes, drains and deletes nodes", async ({
  ownPortal,
  browse,
}) => {
  const portal = await ownPortal();
  const guild = await newOrganisation(portal, undefined, "Rust Belt");
  await makeEnterprise(portal, guild);
  const used = await newNode(portal, "Iron two");
  await newServer(portal, guild, used, { name: "Lobby" });
  await portal.sql("update nodes set server_count = 1, promised_memory_mb = 1024 where id = $1", [used]);
  await newNode(portal, "Iron three");
  const page = await browse(await newPerson(portal, { portalAdmin: true }), { portal });
  await visit(page, "/dashboard/portal/nodes");

  await page.getByRole("button", { name: "Register a node" }).click();
  const form = page.getByRole("dialog", { name: "Register a node" });
  const field = (label: string) => form.getByLabel(label, { exact: true });
  await field("Name").fill("Iron one");
  await field("Engine location").selectOption({ label: "Another machine (TCP)" });
  await field("Engine address").fill("tcp://node1.example.org:2376");
  await field("Memory (MiB)").fill("lots");
  await form.getByRole("button", { name: "Register node" }).click();
  await expect(field("Memory (MiB)")).toHaveAccessibleDescription(/as a number/);
  await field("Memory (MiB)").fill("4096");
  await field("CPU cores").fill("4");
  await field("Public address").fill("node1.example.org");
  await form.getByRole("button", { name: "Register node" }).click();
  await expect(field("Client key")).toHaveAccessibleDescription(/as PEM text/);
  await field("Engine location").selectOption({ label: "This machine (socket)" });
  await field("Engine address").fill("unix:///nothing.sock");
  await form.getByRole("button", { name: "Register node" }).click();
  await expect(field("Engine address")).toHaveAccessibleDescription(/No socket at this path/);
  await form.getByRole("button", { name: "Cancel" }).click();

  const row = (name: string) => page.getByRole("row", { name: new RegExp(name) });
  await choose(page, "Iron two", "Edit…");
  const change = page.getByRole("dialog", { name: "Edit node Iron two" });
  await change.getByLabel("Maximum servers").fill("5");
  await change.getByLabel("Free Portal").uncheck();
  await change.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Node Iron two saved.")).toBeVisible();
  await expect(row("Iron two")).toContainText("1 of 5 servers");
  await expect(row("Iron two")).toContainText("Educational, Pro, Enterprise");

  await choose(page, "Iron two", "Dedicate to…");
  const dedicate = page.getByRole("dialog", { name: /^Dedicate/ });
  await dedicate.getByLabel("Organisation handle").fill("nobody-has-it");
  await dedicate.getByRole("button", { name: "Dedicate" }).click();
  await expect(dedicate.getByLabel("Organisation handle")).toHaveAccessibleDescription(/^Not found/);
  await dedicate.getByLabel("Organisation handle").fill(guild.handle);
  await dedicate.getByRole("button", { name: "Dedicate" }).click();
  await expect(row("Iron two")).toContainText("Dedicated to Rust Belt");
  await choose(page, "Iron two", "Make shared");
  await expect(row("Iron two")).toContainText("Educational, Pro, Enterprise");

  await page.getByRole("button", { name: "Edit image clean-up of Iron three" }).click();
  const cleanup = page.getByRole("dialog", { name: "Image clean-up of Iron three" });
  await cleanup.getByLabel("How often").selectOption("daily");
  await expectAccessible(page);
  await cleanup.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Iron three is cleaned up daily.")).toBeVisible();
  await page.reload();
  await alive(page);
  await expect(page.getByText("Cleaned up daily")).toHaveCount(1);

  await choose(page, "Iron two", "Close");
  await expect(row("Iron two")).toContainText("Closed");
  await choose(page, "Iron two", "Reopen");
  await expect(row("Iron two")).toContainText("Open");
  await choose(page, "Iron two", "Drain…");
  await page.getByRole("button", { name: "Drain Iron two" }).click();
  await expect(row("Iron two")).toContainText("Draining");

  await choose(page, "Iron two", "Delete…");
  const deleting = page.getByRole("alertdialog", { name: "Delete node Iron two?" });
  await expect(deleting).toContainText("It still has 1 server.");
  await deleting.getByRole("button", { name: "Delete Iron two" }).click();
  await expect(deleting.getByRole("alert")).toContainText("This node has 1 server.");
  await deleting.getByRole("button", { name: /Keep|Cancel/ }).click();
  await choose(page, "Iron three", "Delete…");
  await page.getByRole("button", { name: "Delete Iron three" }).click();
  await expect(row("Iron three")).toHaveCount(0);
});

test("a portal administrator finds an organisation, sees what a lower tier means, and sets it", async ({
  portal,
  browse,
}) => {
  const guild = await newOrganisation(portal, undefined, "Rust Belt Unlimited");
  await makeEnterprise(portal, guild);
  const node = await newNode(portal, "Iron four");
  for (const name of ["One", "Two", "Three"]) await newServer(portal, guild, node, { name });
  await portal.sql(
    "insert into roles (id, organisation_id, name, permissions) values (gen_random_uuid(), $1, 'Keeper', '{}')",
    [guild.id],
  );
  await portal.sql("update nodes set dedicated_to = $1 where id = $2", [guild.id, node]);
  const page = await browse(await newPerson(portal, { portalAdmin: true }));
  await visit(page, "/dashboard/portal/organisations");
  await page.getByRole("searchbox", { name: "Search organisations" }).fill("rust belt unl");
  await page.keyboard.press("Enter");
  const row = page.getByRole("row", { name: new RegExp(guild.handle) });
  await expect(row).toContainText("Enterprise Portal");
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByRole("button", { name: `Change the portal tier of ${guild.handle}` }).click();
  const dialog = page.getByRole("dialog", { name: "Portal tier of Rust Belt Unlimited" });
  await dialog.getByLabel("Portal tier").selectOption("free");
  await expect(dialog.getByRole("status")).toContainText("It has 3 servers, and the Free Portal allows 2.");
  await expect(dialog.getByRole("status")).toContainText("Its custom role keeps working");
  await expect(dialog.getByRole("status")).toContainText("Its dedicated node keeps its servers");
  await lookAtOpen(page, "tier-dialog");
  await dialog.getByRole("button", { name: "Save" }).click();
  // A toast stays while the pointer is on it.
  await page.getByText("Rust Belt Unlimited is now on the Free Portal.").hover();
  await expect(row).toContainText("3 of 2");

  // The organisation's view.
  const owner = await browse(guild.owner);
  await visit(owner, `${guild.path}/servers`);
  await expect(owner.getByText("3 of 2 servers: the Free Portal allows 2.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).toContainText("Enterprise Portal");
});

test("the dialogs about nodes are accessible in both themes", async ({ portal, browse }) => {
  await newNode(portal, "Node for dialogs");
  const page = await browse(await newPerson(portal, { portalAdmin: true }));
  await visit(page, "/dashboard/portal/nodes");
  const look = (name: string) => lookAtOpen(page, name);
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Register a node" }).click();
  await expect(dialog).toBeVisible();
  await look("node-register");
  await page.getByLabel("Engine location").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Register node" }).click();
  await expect(page.getByLabel("Client key")).toHaveAccessibleDescription(/PEM/);
  await look("node-register-tcp");
  await page.keyboard.press("Escape");
  await choose(page, "Node for dialogs", "Dedicate to…");
  await expect(dialog).toBeVisible();
  await look("node-dedicate");
  await page.keyboard.press("Escape");
  await choose(page, "Node for dialogs", "Delete…");
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await look("node-delete");
});
