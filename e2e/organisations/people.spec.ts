import { linkIn } from "../support/mail_server";
import { newAddress, newMember, newOrganisation, newPerson, type Organisation } from "../support/people";
import type { Portal } from "../support/portal";
import { expect, test } from "../support/test";
import { arrive, choose, visit } from "../support/visit";

const roleIn = async (portal: Portal, organisation: Organisation, userId: string) => {
  const [row] = await portal.sql<{ role: string }>(
    `select coalesce(roles.name, members.role) as role from members left join roles on roles.id = custom_role_id
     where members.organisation_id = $1 and user_id = $2`,
    [organisation.id, userId],
  );
  return row?.role;
};

test("changing a role shows what is gained and lost, and can be undone", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const member = await newMember(portal, organisation, "member", { name: "Tomasz Wieczorek" });
  const page = await browse(organisation.owner);
  await visit(page, `${organisation.path}/members`);
  await expect(page.getByRole("button", { name: "Actions for Olive Owner" })).toHaveCount(0);
  await choose(page, "Tomasz Wieczorek", "Change role…");
  const dialog = page.getByRole("dialog", { name: "Change role of Tomasz Wieczorek" });
  await dialog.getByRole("button", { name: "Change role", exact: true }).click();
  await expect(dialog.getByLabel("New role")).toHaveAccessibleDescription("Choose a role.");
  await dialog.getByLabel("New role").selectOption("Admin");
  await expect(dialog.getByRole("heading", { name: "Gained" })).toBeVisible();
  await expect(dialog).toContainText("Members and invitations: Invite people, manage members, remove members");
  await expect(dialog.getByRole("heading", { name: "Lost" })).toHaveCount(0);
  await dialog.getByRole("button", { name: "Change role", exact: true }).click();
  await expect(page.getByText("Tomasz Wieczorek now has the role Admin.")).toBeVisible();
  await expect(page.getByRole("row", { name: /Tomasz/ })).toContainText("Admin");
  expect(await roleIn(portal, organisation, member.id)).toBe("admin");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Tomasz Wieczorek has the role Member again.")).toBeVisible();
  expect(await roleIn(portal, organisation, member.id)).toBe("member");

  await page.getByRole("link", { name: "Tomasz Wieczorek" }).click();
  await arrive(page, `${organisation.path}/members/${member.id}`);
  await page.getByRole("button", { name: "Change role…" }).click();
  await page.getByLabel("New role").selectOption("Admin");
  await page.getByRole("button", { name: "Change role", exact: true }).click();
  await expect(page.getByText("From the Admin role.")).toBeVisible();

  const admin = await browse(member);
  await visit(admin, `${organisation.path}/members`);
  await expect(admin.getByRole("button", { name: /^Actions for/ })).toHaveCount(0);
});

test("a member is removed, and the dialog doesn't reveal their other organisations", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const only = await newMember(portal, organisation, "member", { name: "Ines Only" });
  const many = await newMember(portal, organisation, "member", { name: "Max Many" });
  await newOrganisation(portal, many, "Elsewhere");
  const page = await browse(organisation.owner);
  await visit(page, `${organisation.path}/members`);
  const warning = page.getByRole("alertdialog").getByText(/organisations|only organisation/);
  await choose(page, "Max Many", "Remove…");
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("Their access tokens for it");
  await expect(warning).toHaveCount(0);
  await dialog.getByRole("button", { name: "Remove Max Many" }).click();
  await expect(page.getByText("Max Many is no longer a member of Apex Gaming.")).toBeVisible();
  await expect(page.getByRole("row", { name: /Max Many/ })).toHaveCount(0);
  await choose(page, "Ines Only", "Remove…");
  await expect(warning).toHaveCount(0);
  await dialog.getByRole("button", { name: "Keep them" }).click();
  await expect(dialog).toBeHidden();
  await visit(page, `${organisation.path}/members/${only.id}`);
  await page.getByRole("button", { name: "Remove…" }).click();
  await expect(warning).toHaveCount(0);
  await dialog.getByRole("button", { name: "Remove Ines Only" }).click();
  await arrive(page, `${organisation.path}/members`);
  await expect(page.getByRole("row", { name: /Ines Only/ })).toHaveCount(0);
  expect(await roleIn(portal, organisation, only.id)).toBeUndefined();
  await visit(page, `${organisation.path}/members/${only.id}`, { status: 404 });
});

test("a member leaves and arrives at their organisations; the owner sees why they can't", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const member = await newMember(portal, organisation, "member");
  const page = await browse(member);
  await visit(page, `${organisation.path}/members`);
  await page.getByRole("link", { name: "Mel Member" }).click();
  await arrive(page, `${organisation.path}/members/${member.id}`);
  await page.getByRole("button", { name: "Leave organisation…" }).click();
  await expect(page.getByText("This is your only organisation.")).toBeVisible();
  await page.getByRole("button", { name: "Leave Apex Gaming" }).click();
  await arrive(page, "/dashboard/organisations");
  await expect(page.getByText("You left Apex Gaming.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "You aren’t in any organisation" })).toBeVisible();
  await visit(page, organisation.path, { status: 404 });

  const owner = await browse(organisation.owner);
  await visit(owner, `${organisation.path}/members/${organisation.owner.id}`);
  await expect(owner.getByText("The owner can’t leave")).toBeVisible();
  await expect(owner.getByRole("button", { name: /Leave/ })).toHaveCount(0);
});

test("a member without permissions sees that they have none, and can leave", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const member = await newMember(portal, organisation, "member");
  await portal.sql(
    `with made as (insert into roles (id, organisation_id, name, permissions)
       values (gen_random_uuid(), $1, 'Guest', '{}') returning id)
     update members set role = 'custom', custom_role_id = (select id from made)
     where organisation_id = $1 and user_id = $2`,
    [organisation.id, member.id],
  );
  const page = await browse(member);
  await visit(page, organisation.path);
  await expect(page.getByRole("navigation", { name: "Apex Gaming" }).getByRole("link")).toHaveText([/Overview/]);
  for (const section of ["/members", `/members/${member.id}`, "/roles", "/invitations"])
    await visit(page, organisation.path + section, { status: 403 });
  await visit(page, organisation.path);
  await page.getByRole("link", { name: "My permissions" }).click();
  await arrive(page, `${organisation.path}/rights`);
  await expect(page.getByRole("row", { name: /^Activity/ })).toContainText("Needs Admin");
  await page.getByRole("button", { name: "Leave organisation…" }).click();
  await page.getByRole("button", { name: "Leave Apex Gaming" }).click();
  await arrive(page, "/dashboard/organisations");
});

test("many are invited at once, and the failed addresses stay to be corrected", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const member = await newMember(portal, organisation, "member");
  const [first, second] = [newAddress(), newAddress()];
  const page = await browse(organisation.owner);
  await visit(page, `${organisation.path}/invitations?invite=1`);
  await page.getByLabel("E-mail address").fill(first);
  await page.getByRole("button", { name: "Invite several at once" }).click();
  const field = page.getByLabel("E-mail addresses");
  await expect(field).toBeFocused();
  await expect(field).toHaveValue(first);
  await field.fill(Array.from({ length: 51 }, newAddress).join(" "));
  await page.getByRole("button", { name: "Invite all" }).click();
  await expect(field).toHaveAccessibleDescription(/at most 50 people at once\. You entered 51/);
  await field.fill(`${first}, Nora <${second}>; ${member.email}\nnobody.at.example.org`);
  await page.getByLabel("Role for all of them").selectOption("Admin");
  await page.getByRole("button", { name: "Invite all" }).click();
  const results = page.getByRole("list", { name: "Result for each address" }).getByRole("listitem");
  await expect(results).toHaveText([
    `${first} Invited.`,
    `${second} Invited.`,
    `${member.email} This person is already a member.`,
    /^nobody\.at\.example\.org This isn’t an e-mail address/,
  ]);
  await expect(field).toHaveValue(`${member.email}\nnobody.at.example.org`);
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("row", { name: first })).toContainText("Admin");
  await page.getByRole("button", { name: "Invite somebody" }).click();
  await expect(field).toHaveValue(`${member.email}\nnobody.at.example.org`);
  const third = newAddress();
  await field.fill(third);
  await page.getByRole("button", { name: "Invite all" }).click();
  await expect(page.getByText("Invited one person.")).toBeVisible();
  await expect(page.getByRole("row", { name: third })).toBeVisible();
});

test("an invitation is resent: the previous link stops working, the new one works", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const email = newAddress();
  const owner = await browse(organisation.owner);
  await visit(owner, `${organisation.path}/invitations?invite=1`);
  await owner.getByLabel("E-mail address").fill(email);
  await owner.getByRole("button", { name: "Invite", exact: true }).click();
  const before = linkIn(await portal.mail.mailTo(email));
  await expect(owner.getByRole("dialog")).toBeHidden();
  await choose(owner, email, "Resend");
  await expect(owner.getByText(`New invitation sent to ${email}. It works for 48 hours.`)).toBeVisible();
  const after = linkIn(await portal.mail.mailTo(email, 1));
  expect(after).not.toBe(before);
  await portal.sql("update invitations set expires_at = now() - interval '1 hour' where email = $1", [email]);
  await visit(owner, `${organisation.path}/invitations?state=expired`);
  await choose(owner, email, "Resend");
  const last = linkIn(await portal.mail.mailTo(email, 2));
  await expect(owner.getByRole("heading", { name: "No expired invitations" })).toBeVisible();
  const page = await browse();
  for (const dead of [before, after]) {
    await visit(page, dead);
    await expect(page.getByRole("button", { name: /Join|Create account/ })).toHaveCount(0);
  }
  await visit(page, last);
  await expect(page.getByRole("button", { name: "Create account and join" })).toBeVisible();
});

test("an existing user is added without an e-mail, anybody else has to be invited", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const person = await newPerson(portal, { name: "Kim Known" });
  const page = await browse(organisation.owner);
  await visit(page, `${organisation.path}/members`);
  await page.getByRole("button", { name: "Invite somebody" }).click();
  await page.getByRole("button", { name: "Add an existing user" }).click();
  const dialog = page.getByRole("dialog", { name: "Add an existing user to Apex Gaming" });
  await expect(dialog).toContainText("They become a member at once, without being asked");
  const field = dialog.getByLabel("E-mail address of the account");
  await field.fill(newAddress());
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(field).toHaveAccessibleDescription(/no verified account with this address/);
  await field.fill(person.email);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("Kim Known is now a member with the role Member.")).toBeVisible();
  await expect(page.getByRole("row", { name: /Kim Known/ })).toBeVisible();
  expect(await roleIn(portal, organisation, person.id)).toBe("member");
});
