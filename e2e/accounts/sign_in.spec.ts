import type { Page } from "@playwright/test";
import { guardOf } from "../support/guard";
import { newOrganisation, newPerson, password } from "../support/people";
import { expect, sessionCookie, test } from "../support/test";
import { arrive, visit } from "../support/visit";

async function signIn(page: Page, email: string, words = password) {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(words);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** next-auth answers a refused sign-in with 401, which the browser writes to the console. */
const refusals = (page: Page) => guardOf(page).expects(401, /\/api\/auth\/callback\/credentials/);

test("a wrong password and an unknown address get the same answer, and typed text stays", async ({ page, portal }) => {
  const { email } = await newPerson(portal);
  await visit(page, "/sign-in");
  refusals(page);
  for (const [address, words] of [
    [email, "not the right words"],
    [`un${email}`, password],
  ] as const) {
    await signIn(page, address, words);
    await expect(
      page.getByRole("alert").filter({ hasText: "The e-mail address or the password is wrong." }),
    ).toBeVisible();
    await expect(page.getByLabel("E-mail address")).toHaveValue(address);
  }
  await signIn(page, email);
  await arrive(page, "/dashboard/organisations");
});

test("signing out ends the session: its cookie no longer works", async ({ portal, browse }) => {
  const person = await newPerson(portal);
  const page = await browse(person);
  await visit(page, "/dashboard/account");
  await page.getByText("Account", { exact: true }).last().click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await arrive(page, "/sign-in");
  expect(await page.context().cookies()).not.toContainEqual(expect.objectContaining({ value: person.session }));
  expect(await portal.sql("select from sessions where user_id = $1", [person.id])).toEqual([]);
  await page.context().addCookies([sessionCookie(portal.url, person.session)]);
  await page.goto("/dashboard/account");
  await arrive(page, "/sign-in?next=%2Fdashboard%2Faccount");
});

test("a new password ends every session, its link works once, and the old password no longer works", async ({
  page,
  portal,
  browse,
}) => {
  const person = await newPerson(portal);
  await newOrganisation(portal, person);
  const elsewhere = await browse(person);
  await visit(page, "/reset-password");
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByText(`If there is an account with ${person.email}`)).toBeVisible();
  const mail = await portal.mail.mailTo(person.email);
  const [link = ""] = /https?:\S+/.exec(mail.text ?? "") ?? [];

  await visit(page, link);
  await page.getByLabel("New password").fill("quite another one");
  await page.getByRole("button", { name: "Save password" }).click();
  await arrive(page, /^\/dashboard\/organisations\/o-/);
  await elsewhere.goto("/dashboard/account");
  await arrive(elsewhere, /^\/sign-in\?next=/);

  refusals(elsewhere);
  await signIn(elsewhere, person.email);
  await expect(elsewhere.getByText("The e-mail address or the password is wrong.")).toBeVisible();
  await signIn(elsewhere, person.email, "quite another one");
  await arrive(elsewhere, "/dashboard/account");

  await visit(page, link);
  await expect(page.getByText("This link was already used. Request a new one.")).toBeVisible();
});

test("asking for a new password answers the same for an unknown address", async ({ page, portal }) => {
  await visit(page, "/reset-password");
  await page.getByLabel("E-mail address").fill("nobody-here@example.org");
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByText("If there is an account with nobody-here@example.org")).toBeVisible();
  expect(await portal.sql("select from mails where recipient = 'nobody-here@example.org'")).toEqual([]);
});

test("too many attempts are refused, even with the right password", async ({ page, portal }) => {
  const { email } = await newPerson(portal);
  await visit(page, "/sign-in");
  refusals(page);
  for (let attempt = 1; attempt <= 10; attempt++) {
    const answered = page.waitForResponse(/\/api\/auth\/callback\/credentials/);
    await signIn(page, email, `wrong number ${attempt}`);
    await answered;
    await expect(page.getByRole("alert").filter({ hasText: "is wrong" })).toBeVisible();
  }
  await signIn(page, email);
  await expect(page.getByRole("alert").filter({ hasText: "Too many attempts. Wait a little" })).toBeVisible();
});

for (const next of [
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "/%09/evil.example",
  "/a/..//evil.example",
])
  test(`signing in never leads to another origin: ${next}`, async ({ page, portal }) => {
    const { email } = await newPerson(portal);
    await visit(page, `/sign-in?next=${encodeURIComponent(next)}`);
    // Some of these are paths of this origin that don't exist.
    guardOf(page).expects(404, /^http:\/\/127\.0\.0\.1:\d+\//);
    await page.route(
      ({ hostname }) => hostname === "evil.example",
      (route) => route.abort(),
    );
    await signIn(page, email);
    await page.waitForURL((url) => url.pathname !== "/sign-in");
    expect(new URL(page.url()).origin).toBe(portal.url);
  });

test("signing in leads back to the requested page, and the sign-in page leads to the dashboard afterwards", async ({
  page,
  portal,
}) => {
  const person = await newPerson(portal);
  const { path } = await newOrganisation(portal, person);
  await page.goto(`${path}/members?cursor=`);
  await arrive(page, `/sign-in?next=${encodeURIComponent(`${path}/members?cursor=`)}`);
  await signIn(page, person.email);
  await arrive(page, new RegExp(`^${path}/members`));
  await page.goto("/sign-in");
  await arrive(page, path);
});
