import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { newInvitation, newMember, newOrganisation, newPerson, password } from "../support/people";
import { expect, test } from "../support/test";
import { alive, arrive, visit } from "../support/visit";

/** Checks that a notice comes before everything that the invitation offered. */
const saidFirst = async (page: Page, notice: string) => {
  await expect(page.getByRole("heading", { name: "Olive Owner invited you to Apex Gaming" })).toBeVisible();
  const text = await page.getByRole("main").textContent();
  expect(text).toContain(notice);
  expect(text?.indexOf(notice)).toBeLessThan(text?.indexOf("Invited by") ?? 0);
  expect(text).not.toContain("Expires");
};

test("an expired link says so first", async ({ page, portal }) => {
  const organisation = await newOrganisation(portal);
  const invitation = await newInvitation(portal, organisation);
  await portal.sql("update invitations set expires_at = now() - interval '1 second' where id = $1", [invitation.id]);
  await visit(page, invitation.mailed);
  await saidFirst(page, "This invitation has expired. Ask the person who invited you");
  await expect(page.getByText("Expired", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: /Join|Create account|Decline/ })).toHaveCount(0);
});

test("a revoked link says so first, even if it still worked when the page was loaded", async ({
  page,
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const invitation = await newInvitation(portal, organisation);
  await visit(page, invitation.mailed);
  const owner = await browse(organisation.owner);
  await visit(owner, `${organisation.path}/invitations`);
  await owner.getByRole("button", { name: `Actions for ${invitation.email}` }).click();
  await owner.getByRole("menuitem", { name: "Revoke invitation…" }).click();
  await owner.getByRole("button", { name: "Revoke invitation" }).click();
  await expect(owner.getByText(`Invitation of ${invitation.email} revoked.`)).toBeVisible();
  await expect(owner.getByText("No pending invitations")).toBeVisible();

  await page.getByRole("button", { name: "Decline" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "This invitation was revoked." })).toBeVisible();
  for (const link of [invitation.mailed, invitation.copied]) {
    await visit(page, link);
    await saidFirst(page, "This invitation was revoked.");
    await expect(page.getByText("Expired")).toHaveCount(0);
  }
  const other = await browse(await newPerson(portal));
  await visit(other, invitation.mailed);
  await saidFirst(other, "This invitation was revoked.");
  await other.getByRole("link", { name: "Go to your organisations" }).click();
  await arrive(other, "/dashboard/organisations");
});

test("a user with another address sees whose invitation it is, and can switch accounts", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const invitation = await newInvitation(portal, organisation);
  const other = await newPerson(portal);
  const page = await browse(other);
  await visit(page, invitation.mailed);
  await expect(page.getByText("This invitation is for another address")).toBeVisible();
  await expect(
    page.getByText(`You are signed in as ${other.email}. It was sent to ${invitation.email}.`),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: /Join/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Sign out" }).click();
  await arrive(page, "/sign-in");
});

test("a link works only once", async ({ page, portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const guest = await newPerson(portal);
  const invitation = await newInvitation(portal, organisation, { email: guest.email });
  const joining = await browse(guest);
  await visit(joining, invitation.mailed);
  await joining.getByRole("button", { name: "Join Apex Gaming" }).click();
  await arrive(joining, organisation.path);
  await visit(joining, invitation.mailed);
  await expect(joining.getByText("You’re already a member of Apex Gaming")).toBeVisible();
  await visit(page, invitation.mailed);
  await expect(page.getByText("This invitation was already accepted.")).toBeVisible();
});

test("declining needs no account, and ends the link", async ({ page, portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const invitation = await newInvitation(portal, organisation);
  await visit(page, invitation.mailed);
  await page.getByRole("button", { name: "Decline" }).click();
  await expect(page.getByRole("status").filter({ hasText: "You won’t join Apex Gaming." })).toBeVisible();
  await visit(page, invitation.mailed);
  await expect(page.getByText("This invitation was declined.")).toBeVisible();
  const owner = await browse(organisation.owner);
  await visit(owner, `${organisation.path}/invitations?state=all`);
  await expect(owner.getByRole("row", { name: invitation.email })).toContainText("Declined");
});

for (const [how, statement] of [
  ["left", "delete from members where user_id = $1"],
  ["may no longer invite", "update members set role = 'member' where user_id = $1"],
  ["was disabled", "update users set disabled_at = now() where id = $1"],
] as const)
  test(`a link whose inviter ${how} says so`, async ({ page, portal }) => {
    const organisation = await newOrganisation(portal);
    const inviter = await newMember(portal, organisation, "admin", { name: "Ada Admin" });
    const { mailed } = await newInvitation(portal, organisation, { inviter });
    await portal.sql(statement, [inviter.id]);
    await visit(page, mailed);
    await expect(page.getByText("The person who invited you may no longer invite people.")).toBeVisible();
    await expect(page.getByRole("button", { name: /Join|Create account/ })).toHaveCount(0);
  });

test("an unknown token and an incomplete one aren't valid links", async ({ page }) => {
  for (const token of [randomBytes(32).toString("base64url"), "short", "%00", "a'b\"<script>"]) {
    await visit(page, `/invitations/${encodeURIComponent(token)}`);
    await expect(page.getByRole("heading", { name: "This link isn’t valid" })).toBeVisible();
  }
});

test("the copied link lets the address join, but doesn't verify it", async ({ page, portal }) => {
  const organisation = await newOrganisation(portal);
  const invitation = await newInvitation(portal, organisation);
  await visit(page, invitation.copied);
  await page.getByLabel("Your name").fill("Nora Newcomer");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account and join" }).click();
  await arrive(page, organisation.path);
  await visit(page, "/dashboard/account");
  await expect(page.getByText("Your e-mail address isn’t verified")).toBeVisible();
  expect((await portal.mail.mailTo(invitation.email)).subject).toBe("Verify your e-mail address");

  // Another organisation's invitation to that address is not shown to this unverified account.
  await newInvitation(portal, await newOrganisation(portal), { email: invitation.email });
  await visit(page, "/dashboard/invitations");
  await expect(page.getByText("Verify your e-mail address first")).toBeVisible();
});

test("an existing user signs in from the link, and joins", async ({ page, portal }) => {
  const organisation = await newOrganisation(portal);
  const guest = await newPerson(portal);
  const invitation = await newInvitation(portal, organisation, { email: guest.email, role: "admin" });
  await visit(page, invitation.mailed);
  await page.getByRole("link", { name: `Sign in as ${guest.email}` }).click();
  await page.waitForURL(/\/sign-in/);
  await alive(page);
  await expect(page.getByLabel("E-mail address")).toHaveValue(guest.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await arrive(page, invitation.mailed);
  await page.getByRole("button", { name: "Join Apex Gaming" }).click();
  await arrive(page, organisation.path);
  await expect(page.getByRole("link", { name: "2 people" })).toBeVisible();
});

test("an invitation is in the user's own list, and can be answered there", async ({ portal, browse }) => {
  const guest = await newPerson(portal);
  const [yes, no] = [
    await newOrganisation(portal, undefined, "Yes Guild"),
    await newOrganisation(portal, undefined, "No Guild"),
  ];
  for (const organisation of [yes, no]) await newInvitation(portal, organisation, { email: guest.email });
  const page = await browse(guest);
  await visit(page, "/dashboard/organisations");
  await page.getByRole("link", { name: "Invitations 2" }).click();
  await arrive(page, "/dashboard/invitations");
  await page.getByRole("button", { name: "Join Yes Guild" }).click();
  await arrive(page, yes.path);
  await visit(page, "/dashboard/invitations");
  await expect(page.getByText("Yes Guild")).toHaveCount(0);
  await page.getByRole("button", { name: "Decline" }).click();
  await expect(page.getByText("You won’t join No Guild.")).toBeVisible();
  await visit(page, "/dashboard/invitations");
  await expect(page.getByText("No pending invitations")).toBeVisible();
});
