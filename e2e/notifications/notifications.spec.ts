import { newMember, newOrganisation } from "../support/people";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";

test("a member whose role changes sees it in the bar and on a page, and gets a mail once enabled", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const member = await newMember(portal, organisation, "member");
  const owner = await browse(organisation.owner);
  const call = (role: string) =>
    owner.request.put(`/api/organisations/${organisation.handle}/users/${member.id}/role`, {
      data: { orgRole: role },
      headers: { origin: new URL(portal.url).origin },
    });
  expect((await call("admin")).status()).toBe(200);

  const page = await browse(member);
  await visit(page, organisation.path);
  await page.getByRole("link", { name: "Notifications unread: 1" }).click();
  await expect(page.getByText(/changed your role in .* from Member to Admin\./)).toBeVisible();
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await expect(page.getByRole("button", { name: "Mark all as read" })).toBeHidden();
  await expect(page.getByRole("main")).toBeFocused();
  await page.getByRole("button", { name: "Enable e-mails" }).click();
  await expect(page.getByRole("button", { name: "Disable e-mails" })).toBeVisible();

  expect((await call("member")).status()).toBe(200);
  const mail = await portal.mail.mailTo(member.email);
  expect(mail.subject).toContain("Your role in");
  expect(mail.text).toContain("is now Member; it was Admin");
  expect(mail.text).toContain("/dashboard/notifications");
  await page.reload();
  await expect(page.getByText("· new")).toBeVisible();
});
