import { linkIn } from "../support/mail_server";
import { newAddress, newMember, newOrganisation } from "../support/people";
import type { Portal } from "../support/portal";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";

const reached = (portal: Portal, email: string, state: string) =>
  expect.poll(() => portal.sql("select state from mails where recipient = $1", [email])).toEqual([{ state }]);

test("a refused mail shows why, and is sent on retry", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const email = newAddress();
  portal.mail.refuse(email, 550, "No such person here");
  const page = await browse(organisation.owner);
  await visit(page, `${organisation.path}/members`);
  await page.getByRole("button", { name: "Invite somebody" }).click();
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(page.getByText(`Invited ${email}.`)).toBeVisible();
  await reached(portal, email, "failed");

  await visit(page, `${organisation.path}/invitations`);
  const row = page.getByRole("row", { name: email });
  await expect(row).toContainText("Not delivered");
  await expect(row).toContainText("The mail server refused it: 550 No such person here");
  portal.mail.accept(email);
  await row.getByRole("button", { name: `Actions for ${email}` }).click();
  await page.getByRole("menuitem", { name: "Retry delivery" }).click();
  await expect(page.getByText(`The e-mail to ${email} is queued again.`)).toBeVisible();
  const link = linkIn(await portal.mail.mailTo(email));
  await reached(portal, email, "sent");
  await visit(page, `${organisation.path}/invitations`);
  await expect(row).toContainText("Sent");
  await row.getByRole("button", { name: `Actions for ${email}` }).click();
  await expect(page.getByRole("menuitem", { name: "Retry delivery" })).toHaveCount(0);

  const guest = await browse();
  await visit(guest, link);
  await expect(guest.getByRole("button", { name: "Create account and join" })).toBeVisible();
});

test("a mail to a busy mail server is retried, and the list says so meanwhile", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const email = newAddress();
  portal.mail.refuse(email, 451, "Too busy, come back later");
  const page = await browse(organisation.owner);
  await visit(page, `${organisation.path}/invitations`);
  await page.getByRole("button", { name: "Invite somebody" }).click();
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  const tried = "select attempts > 0 and state = 'queued' as tried from mails where recipient = $1";
  await expect.poll(() => portal.sql(tried, [email])).toEqual([{ tried: true }]);
  await visit(page, `${organisation.path}/invitations`);
  const row = page.getByRole("row", { name: email });
  await expect(row).toContainText("Retrying");
  await expect(row).toContainText("The mail server didn’t accept it: 451 Too busy, come back later");
  portal.mail.accept(email);
  await portal.mail.mailTo(email);
  await reached(portal, email, "sent");
});

test("an address of a member, or with a pending invitation, is refused at the field", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const member = await newMember(portal, organisation, "member");
  const page = await browse(organisation.owner);
  await visit(page, `${organisation.path}/invitations`);
  const email = newAddress();
  const field = page.getByLabel("E-mail address");
  for (const [typed, words] of [
    ["no address", /This isn’t an e-mail address/],
    [member.email, /This person is already a member/],
    [email, undefined],
    [email.toUpperCase(), /already a pending invitation/],
  ] as const) {
    await page.getByRole("button", { name: "Invite somebody" }).click();
    await field.fill(typed);
    await page.getByRole("button", { name: "Invite", exact: true }).click();
    if (words) {
      await expect(field).toHaveAccessibleDescription(words);
      await expect(field).toHaveValue(typed);
      await page.getByRole("button", { name: "Cancel" }).click();
    }
    await expect(page.getByRole("dialog")).toBeHidden();
  }
});

test("an admin can invite operators, members and viewers, but no admins", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const page = await browse(await newMember(portal, organisation, "admin"));
  await visit(page, `${organisation.path}/members`);
  await page.getByRole("button", { name: "Invite somebody" }).click();
  await expect(page.getByLabel("Role").getByRole("option")).toHaveText(["Viewer", "Member", "Operator"]);
});
