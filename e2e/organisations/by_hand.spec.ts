import { newAddress, newOrganisation, newPerson, password } from "../support/people";
import { expect, test } from "../support/test";
import { arrive, visit } from "../support/visit";

// A portal without a mail server: links are passed on by hand.
test.use({ byMail: false });

test("an inviter copies the link from the list, and the recipient joins with it", async ({ page, portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const email = newAddress();
  const owner = await browse(organisation.owner, { permissions: ["clipboard-read", "clipboard-write"] });
  await visit(owner, `${organisation.path}/invitations`);
  await owner.getByRole("button", { name: "Invite somebody" }).click();
  await expect(owner.getByText("This portal doesn’t send e-mail: copy the link from the list")).toBeVisible();
  await owner.getByLabel("E-mail address").fill(email);
  await owner.getByRole("button", { name: "Invite", exact: true }).click();
  const row = owner.getByRole("row", { name: email });
  await expect(row).toContainText("Not sent");
  await row.getByRole("button", { name: `Actions for ${email}` }).click();
  await owner.getByRole("menuitem", { name: "Copy invite link" }).click();
  const dialog = owner.getByRole("dialog", { name: "Copy invite link" });
  const link = await dialog.getByLabel("Link", { exact: true }).inputValue();
  await dialog.getByRole("button", { name: "Copy link" }).click();
  await expect(dialog.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await owner.evaluate(() => navigator.clipboard.readText())).toBe(link);

  await visit(page, link);
  await page.getByLabel("Your name").fill("Nora Newcomer");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account and join" }).click();
  await arrive(page, organisation.path);
  await visit(owner, `${organisation.path}/activity`);
  await expect(owner.getByText(`copied the invitation link of ${email}`)).toBeVisible();
});

test("an account is created at once, and a known address is refused at the field", async ({ page, browse }) => {
  const email = newAddress();
  await visit(page, "/sign-up");
  await page.getByLabel("Your name").fill("Nora Newcomer");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  await arrive(page, /^\/dashboard\/organisations\/nora-newcomers-organisation/);

  const again = await browse();
  await visit(again, "/sign-up");
  await again.getByLabel("Your name").fill("Nora Newcomer");
  await again.getByLabel("E-mail address").fill(email);
  await again.getByLabel("Password", { exact: true }).fill(password);
  await again.getByRole("button", { name: "Create account" }).click();
  await expect(again.getByLabel("E-mail address")).toHaveAccessibleDescription(/already an account with this address/);
});

test("the outgoing mail shows no link; revealing one is logged, and the link works", async ({
  page,
  portal,
  browse,
}) => {
  const person = await newPerson(portal);
  await visit(page, "/reset-password");
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByText("the portal’s administrator now has a link for you")).toBeVisible();

  const admin = await newPerson(portal, { name: "Paula Portal", portalAdmin: true });
  const outbox = await browse(admin);
  await visit(outbox, "/dashboard/portal/outbox");
  await expect(outbox.getByText("This portal can’t send mail")).toBeVisible();
  expect(await outbox.content()).not.toMatch(/token=|\/invitations\/[\w-]{43}/);
  const row = outbox.getByRole("row", { name: person.email });
  await row.getByRole("button", { name: `Reveal the link for ${person.email}` }).click();
  const dialog = outbox.getByRole("dialog", { name: "Link of this mail" });
  const link = await dialog.getByLabel("Link", { exact: true }).inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();
  await outbox.reload();
  await expect(row).toContainText("Revealed");
  expect(
    await portal.sql(
      `select actor_name, target_name, details->'after'->>'kind' as kind from audit
       where operation = 'mail.revealLink' and target_name = $1`,
      [person.email],
    ),
  ).toEqual([{ actor_name: "Paula Portal", target_name: person.email, kind: "reset" }]);

  await visit(page, link);
  await page.getByLabel("New password").fill("quite another one");
  await page.getByRole("button", { name: "Save password" }).click();
  await arrive(page, "/dashboard/organisations");
});

test("a plain user can't see the outgoing mail", async ({ portal, browse }) => {
  const page = await browse(await newPerson(portal));
  await visit(page, "/dashboard/portal/outbox", { status: 403 });
  await expect(page.getByRole("heading", { name: "Your role doesn’t allow this" })).toBeVisible();
});
