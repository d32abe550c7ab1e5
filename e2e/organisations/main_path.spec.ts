import { linkIn, recipientOf } from "../support/mail_server";
import { password } from "../support/people";
import { expect, test } from "../support/test";
import { arrive, visit } from "../support/visit";

test("a portal is set up, a user is invited by e-mail and joins, and the owner sees it in the activity", async ({
  ownPortal,
  browse,
}) => {
  const portal = await ownPortal({ setUp: false });
  const setUp = await portal.script("scripts/setup-link.ts");

  const owner = await browse(null, { portal });
  await visit(owner, "/");
  await expect(owner.getByRole("heading", { name: "This portal isn’t set up yet" })).toBeVisible();
  await visit(owner, setUp);
  await owner.getByLabel("Your name").fill("Olive Owner");
  await owner.getByLabel("E-mail address").fill("olive@example.org");
  await owner.getByLabel("Password", { exact: true }).fill(password);
  await owner.getByLabel("Name of your organisation").fill("Apex Gaming");
  await owner.getByRole("button", { name: "Set up Guildhall" }).click();
  await arrive(owner, "/dashboard/organisations/apex-gaming");
  await expect(owner.getByRole("heading", { name: "Apex Gaming", level: 1 })).toBeVisible();

  await owner.getByRole("navigation", { name: "Apex Gaming" }).getByRole("link", { name: "Invitations" }).click();
  await owner.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = owner.getByRole("dialog", { name: "Invite somebody to Apex Gaming" });
  await dialog.getByLabel("E-mail address").fill("Nora@Example.org");
  await dialog.getByLabel("Role").selectOption("Admin");
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(owner.getByText("Invited nora@example.org.")).toBeVisible();
  await expect(dialog).toBeHidden();
  await expect(owner.getByRole("row", { name: /nora@example\.org/ })).toContainText("expires in");

  const mail = await portal.mail.mailTo("nora@example.org");
  expect(mail.subject).toBe("Olive Owner invites you to Apex Gaming on Guildhall");
  expect(recipientOf(mail)).toBe("nora@example.org");
  expect(mail.from?.text).toContain("portal@example.org");
  expect(mail.text).toContain("join Apex Gaming as an admin");
  const link = linkIn(mail);
  expect(new URL(link).origin).toBe(portal.url);

  const nora = await browse(null, { portal });
  await visit(nora, link);
  await expect(nora.getByRole("heading", { name: "Olive Owner invites you to Apex Gaming" })).toBeVisible();
  await nora.getByLabel("Your name").fill("Nora Newcomer");
  await nora.getByLabel("Password", { exact: true }).fill(password);
  await nora.getByRole("button", { name: "Create account and join" }).click();
  await arrive(nora, "/dashboard/organisations/apex-gaming");
  await nora.getByRole("link", { name: "2 people" }).click();
  await expect(nora.getByRole("row", { name: /Nora Newcomer you/ })).toContainText("Admin");

  await visit(owner, "/dashboard/organisations/apex-gaming/activity");
  const rows = owner.getByRole("table", { name: "Activity" }).getByRole("row");
  for (const words of [
    /Olive Owner\s*set up the portal and created Apex Gaming.*name: Apex Gaming.*198\.18\./,
    /Olive Owner\s*invited nora@example\.org.*role: Admin/,
    /Guildhall \(mail\)\s*delivered the mail to nora@example\.org.*state: sent/,
    /Nora Newcomer\s*joined as nora@example\.org.*role: Admin/,
  ])
    await expect(rows.filter({ hasText: words })).toHaveCount(1);

  await owner.getByLabel("User", { exact: true }).selectOption("Nora Newcomer");
  await owner.getByRole("button", { name: "Filter" }).click();
  await arrive(owner, /actor=/);
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText("joined as nora@example.org");

  await visit(owner, setUp);
  await expect(owner.getByText("This portal is already set up")).toBeVisible();
  const { breaks } = JSON.parse(await portal.script("scripts/admin.ts", "audit", "verify", "--json"));
  expect(breaks).toEqual([]);
});
