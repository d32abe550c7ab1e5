import { guardOf } from "../support/guard";
import { look } from "../support/look";
import { linkIn } from "../support/mail_server";
import { newOrganisation, newPerson } from "../support/people";
import { expect, test } from "../support/test";
import { arrive, visit } from "../support/visit";

test("a sign-in link signs in once, by a button: looking at it uses nothing up", async ({ page, portal, browse }) => {
  const person = await newPerson(portal);
  const { path } = await newOrganisation(portal, person);
  await visit(page, `/sign-in?email=${person.email}`);
  await page.getByRole("link", { name: "Send me a sign-in link" }).click();
  await arrive(page, /^\/sign-in\/link/);
  await expect(page.getByLabel("E-mail address")).toHaveValue(person.email);
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByText(`If there is an account with ${person.email}`)).toBeVisible();
  const mail = await portal.mail.mailTo(person.email);
  expect(mail.subject).toBe("Your sign-in link");
  const link = linkIn(mail);

  // A program that looks at mails opens it first, and asks for its head.
  const scanner = await browse();
  await visit(scanner, link);
  expect((await scanner.request.head(link)).status()).toBe(200);
  expect(await portal.sql("select count(*)::int as n from sessions where user_id = $1", [person.id])).toEqual([
    { n: 1 },
  ]);

  await visit(page, link);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await arrive(page, path);
  expect(
    await portal.sql("select signed_in_by as by from sessions where user_id = $1 order by created_at", [person.id]),
  ).toEqual([{ by: "password" }, { by: "link" }]);

  // Somebody who had the page open meanwhile.
  guardOf(scanner).expects(401, /\/api\/auth\/callback\/link/);
  await scanner.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(scanner.getByRole("alert").filter({ hasText: "This link was already used." })).toBeVisible();
  await visit(scanner, link);
  await expect(scanner.getByText("This link was already used. Request a new one.")).toBeVisible();
});

test("asking for a sign-in link answers the same for an unknown address", async ({ page, portal }) => {
  await visit(page, "/sign-in/link");
  await page.getByLabel("E-mail address").fill("nobody-linked@example.org");
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByText("If there is an account with nobody-linked@example.org")).toBeVisible();
  expect(await portal.sql("select from mails where recipient = 'nobody-linked@example.org'")).toEqual([]);
});

test("an account with a second factor has to give it after the link, too", async ({ page, portal }) => {
  const person = await newPerson(portal);
  await portal.sql("insert into authenticators (user_id, secret, confirmed_at) values ($1, '\\x00', now())", [
    person.id,
  ]);
  await page.goto("/sign-in/link");
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByRole("button", { name: "Send link" }).click();
  await page.goto(linkIn(await portal.mail.mailTo(person.email)));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await arrive(page, /^\/second-factor\?next=/);
});

test("pages: asking for a sign-in link, and links that work or don’t", async ({ page }) => {
  await page.goto("/sign-in");
  await look(page, [
    ["sign-in-link", "/sign-in/link"],
    ["sign-in-link-invalid", `/sign-in/link?token=${"A".repeat(43)}`],
  ]);
});

test.describe("without a mail server", () => {
  test.use({ byMail: false });
  test("no link is offered, and the page says why", async ({ page }) => {
    await visit(page, "/sign-in");
    await expect(page.getByRole("link", { name: "Send me a sign-in link" })).toHaveCount(0);
    await visit(page, "/sign-in/link");
    await expect(page.getByText("This portal can’t send e-mail, so there are no sign-in links.")).toBeVisible();
  });
});
