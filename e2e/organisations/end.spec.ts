import { expectAccessible } from "../support/accessibility";
import { lookAtOpen } from "../support/look";
import { newNode, newServer } from "../support/nodes";
import { newMember, newOrganisation, newPerson } from "../support/people";
import { expect, test } from "../support/test";
import { alive, arrive, visit } from "../support/visit";

test("an owner deletes an organisation by keyboard and restores it", async ({ portal, browse }) => {
  const owner = await newPerson(portal, { name: "Olive Owner" });
  await newOrganisation(portal, owner, "Keep Hall");
  const old = await newOrganisation(portal, owner, "Old Hall");
  const member = await browse(await newMember(portal, old, "member"));
  await newServer(portal, old, await newNode(portal, "Far away", { only: old }), { name: "Lobby" });
  const page = await browse(owner);
  const dialog = page.getByRole("alertdialog", { name: "Delete Old Hall?" });
  const handle = dialog.getByLabel(`Type ${old.handle} to confirm`);
  await visit(page, `${old.path}/settings`);
  await page.getByRole("button", { name: "Delete organisation…" }).focus();
  await page.keyboard.press("Enter");
  await expect(dialog).toContainText("1 server with all its files");
  await expect(dialog).toContainText("Lobby");
  await expect(dialog).toContainText("2 memberships");
  await expect(dialog).toContainText("1 dedicated node stays with the portal");
  await lookAtOpen(page, "delete-organisation");
  for (let stops = 0; stops < 5 && !(await handle.evaluate((field) => field === document.activeElement)); stops++)
    await page.keyboard.press("Tab");
  await page.keyboard.type("new-hall");
  await page.keyboard.press("Enter");
  await expect(handle).toHaveAccessibleDescription(/^This isn’t the organisation’s handle/);
  await page.keyboard.press("Control+a");
  await page.keyboard.type(old.handle);
  await page.keyboard.press("Enter");
  await arrive(page, "/dashboard/organisations");
  await expect(page.getByText(/^Old Hall was deleted\. You can restore it until/)).toBeVisible();
  await expect(page.getByRole("table", { name: "Organisations", exact: true })).not.toContainText("Old Hall");
  const row = page.getByRole("table", { name: "Deleted organisations" }).getByRole("row", { name: /Old Hall/ });
  await expect(row).toContainText("by Olive Owner");
  await expect(row).toContainText("Can be restored until");
  await visit(member, old.path, { status: 404 });

  await row.getByRole("link", { name: "Old Hall" }).click();
  await arrive(page, `/dashboard/deleted-organisations/${old.id}`);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Restore…" }).click();
  await page.getByRole("button", { name: "Restore Old Hall" }).click();
  await arrive(page, old.path);
  await visit(member, `${old.path}/servers`);
  await expect(member.getByRole("row", { name: /Lobby/ })).toContainText("Stopped");
});

test("an owner deletes an organisation for good and sees what its removal waits for", async ({ portal, browse }) => {
  const owner = await newPerson(portal, { name: "Olive Owner" });
  const kept = await newOrganisation(portal, owner, "Keep Hall");
  const old = await newOrganisation(portal, owner, "Old Hall");
  const node = await newNode(portal, "Far away", { only: old });
  await newServer(portal, old, node, { name: "Lobby" });
  // What it has been allocated, and gives back in the end.
  await portal.sql(
    "update nodes set server_count = 1, promised_memory_mb = 1024, promised_cores = 0.5, promised_disk_mb = 5120 where id = $1",
    [node],
  );
  const page = await browse(owner);
  await page.goto(`${old.path}/settings`);
  await alive(page);
  await page.getByRole("button", { name: "Delete organisation…" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Delete Old Hall?" });
  await dialog.getByLabel("Delete for good now").check();
  await expect(dialog).toContainText("This can’t be undone.");
  await dialog.getByLabel(`Type ${old.handle} to confirm`).fill(old.handle);
  await dialog.getByRole("button", { name: "Delete Old Hall for good" }).click();
  await arrive(page, "/dashboard/organisations");
  await page.getByRole("link", { name: "Old Hall" }).click();
  await arrive(page, `/dashboard/deleted-organisations/${old.id}`);
  await expect(page.getByText("Waiting for nodes")).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await alive(page);
  await expect(page.getByText("Being removed: 1 server left.")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Lobby:" })).toBeVisible();
  await expectAccessible(page);
  // As its node’s job does once the node is back.
  await portal.sql("delete from servers where organisation_id = $1", [old.id]);
  await expect(page.getByText(/^Removed on/)).toBeVisible({ timeout: 30_000 });

  await visit(page, `${kept.path}/settings`);
  await expect(page.getByText("Keep Hall is the only organisation that you own")).toBeVisible();
  await expect(page.getByRole("button", { name: "Delete organisation…" })).toBeHidden();
  await page.getByRole("link", { name: "Create another one" }).click();
  await arrive(page, "/dashboard/organisations/new");
});

test("a suspended organisation says so on every page and offers nothing that it would refuse", async ({
  portal,
  browse,
}) => {
  const hall = await newOrganisation(portal, undefined, "Loud Hall");
  await newServer(portal, hall, await newNode(portal, "Near", { only: hall }), { name: "Lobby" });
  const administrator = await browse(await newPerson(portal, { portalAdmin: true }));
  await visit(administrator, `/dashboard/portal/organisations/${hall.id}`);
  await administrator.getByRole("button", { name: "Suspend…" }).click();
  const form = administrator.getByRole("dialog", { name: "Suspend Loud Hall?" });
  await form.getByRole("button", { name: "Suspend Loud Hall" }).click();
  await expect(form.getByLabel("Reason")).toHaveAccessibleDescription(/^Enter a reason/);
  await form.getByLabel("Reason").fill("The invoice of May wasn’t paid.");
  await form.getByLabel("End (optional)").fill("2001-01-01T10:00");
  await form.getByRole("button", { name: "Suspend Loud Hall" }).click();
  await expect(form.getByLabel("End (optional)")).toHaveAccessibleDescription(/^Enter a time that is still to come/);
  await form.getByLabel("End (optional)").fill("2099-01-01T10:00");
  await expect(form).toContainText(/Loud Hall is suspended until .* 2099/);
  await lookAtOpen(administrator, "suspend-organisation");
  await form.getByRole("button", { name: "Suspend Loud Hall" }).click();
  await expect(administrator.getByRole("heading", { name: "Suspended" })).toBeVisible();
  await expectAccessible(administrator);

  const member = await browse(await newMember(portal, hall, "admin"));
  const banner = member.getByText(/^Loud Hall is suspended until/);
  const offered = (name: string | RegExp) => member.getByRole("button", { name });
  await visit(member, `${hall.path}/servers`);
  await expect(banner).toBeVisible();
  await expect(member.getByText("The invoice of May wasn’t paid.")).toBeVisible();
  await expect(offered("New server")).toBeHidden();
  await expect(offered("Actions for Lobby")).toBeHidden();
  await member.keyboard.press("Control+k");
  await member.getByRole("combobox", { name: "Go to or run" }).fill("new");
  await expect(member.getByRole("option", { name: /^New organisation/ })).toBeVisible();
  await expect(member.getByRole("option", { name: /Loud Hall$/ })).toBeHidden();
  await member.keyboard.press("Escape");
  await member.getByRole("link", { name: "Lobby" }).click();
  await arrive(member, /\/servers\/[0-9a-f-]{36}$/);
  await expect(banner).toBeVisible();
  await expect(member.getByText("Servers don’t run while Loud Hall is suspended.")).toBeVisible();
  await expect(offered("Start")).toBeHidden();
  await expect(member.getByRole("link", { name: "Backups" })).toBeVisible();
  await expect(member.getByLabel("Command")).toBeHidden();
  await visit(member, `${hall.path}/invitations`);
  await expect(banner).toBeVisible();
  await expect(offered("Invite somebody")).toBeHidden();
  await visit(member, "/dashboard/organisations");
  await expect(member.getByRole("row", { name: /Loud Hall/ })).toContainText("Suspended");

  const owner = await browse(hall.owner);
  await visit(owner, `${hall.path}/settings`);
  await expect(owner.getByText(/^Loud Hall is suspended until/)).toBeVisible();
  await expect(owner.getByRole("button", { name: "Edit" })).toBeHidden();
  await expect(owner.getByRole("heading", { name: "Danger zone" })).toBeVisible();

  await administrator.getByRole("button", { name: "End the suspension" }).click();
  await expect(administrator.getByRole("button", { name: "Suspend…" })).toBeVisible();
  await visit(member, `${hall.path}/servers`);
  await expect(banner).toBeHidden();
  await expect(offered("New server")).toBeVisible();
  await expect(offered("Actions for Lobby")).toBeVisible();
});

test("the portal deletes an organisation for its owner and restores it", async ({ portal, browse }) => {
  const hall = await newOrganisation(portal, undefined, "Lost Hall");
  const page = await browse(await newPerson(portal, { portalAdmin: true }));
  await visit(page, `/dashboard/portal/organisations/${hall.id}`);
  await page.getByRole("button", { name: "Delete organisation…" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Delete Lost Hall?" });
  const handle = dialog.getByLabel(`Type ${hall.handle} to confirm`);
  await handle.fill("found-hall");
  await handle.press("Enter");
  await expect(handle).toHaveAccessibleDescription(/^This isn’t the organisation’s handle/);
  await lookAtOpen(page, "delete-for-owner");
  await handle.fill(hall.handle);
  await handle.press("Enter");
  await expect(page.getByText(/^Can be restored until/)).toBeVisible();
  await expectAccessible(page);
  const owner = await browse(hall.owner);
  await visit(owner, "/dashboard/organisations");
  await expect(owner.getByRole("table", { name: "Deleted organisations" })).toContainText("Lost Hall");

  await page.getByRole("button", { name: "Restore…" }).click();
  await page.getByRole("button", { name: "Restore Lost Hall" }).click();
  await expect(page.getByRole("button", { name: "Suspend…" })).toBeVisible();
  await visit(owner, hall.path);
});
