import type { Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "../support/accessibility";
import { guardOf } from "../support/guard";
import { linkIn } from "../support/mail_server";
import { newPerson, type Person, password } from "../support/people";
import type { Portal } from "../support/portal";
import { expect, test } from "../support/test";
import { arrive, visit } from "../support/visit";

const path = "/dashboard/account/sessions";
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/** Somebody who has signed in before: the first sign-in of an account tells nobody. */
async function newRegular(portal: Portal): Promise<Person> {
  const person = await newPerson(portal);
  await portal.sql("update users set has_signed_in = true where id = $1", [person.id]);
  await portal.sql("delete from sessions where user_id = $1", [person.id]);
  return person;
}

async function signIn(page: Page, { email }: Person) {
  await visit(page, "/sign-in");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await arrive(page, "/dashboard/organisations");
}

const rowsOf = (page: Page) => page.getByRole("table", { name: "Sessions" }).getByRole("row");

/** Looks at the open page in both themes, narrow, and keeps a picture if some are wanted. */
async function look(page: Page, name: string) {
  const before = page.viewportSize();
  for (const colorScheme of ["light", "dark"] as const)
    for (const width of [360, 1280]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      const folder = process.env.E2E_PICTURES;
      if (folder) await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
  if (before) await page.setViewportSize(before);
}

test("two browsers are told apart; one ends the other, and then signs out everywhere", async ({ portal, browse }) => {
  test.slow();
  const person = await newRegular(portal);
  const [here, there] = [await browse(), await browse(null, { userAgent: firefox })];
  await signIn(here, person);
  await signIn(there, person);
  await visit(here, path);
  await expect(rowsOf(here)).toHaveCount(3);
  await expect(rowsOf(here).nth(1)).toContainText(/Chrome on (Linux|Windows)/);
  await expect(rowsOf(here).nth(1)).toContainText("This session");
  await expect(rowsOf(here).nth(1)).toContainText(/in by password.*from 198\.18\./);
  await expect(rowsOf(here).nth(2)).toContainText("Firefox on Linux");
  await look(here, "sessions");
  await here.getByRole("button", { name: "End the session of Firefox on Linux from 198.18." }).click();
  await expect(here.getByText("Session ended.")).toBeVisible();
  await there.goto(path);
  await arrive(there, /^\/sign-in/);

  await signIn(there, person);
  await visit(there, path);
  await expect(rowsOf(there)).toHaveCount(3);
  await there.getByRole("button", { name: "Sign out everywhere" }).click();
  await arrive(there, "/sign-in");
  await here.goto(path);
  await arrive(here, /^\/sign-in/);
  expect(await portal.sql("select from sessions where user_id = $1", [person.id])).toEqual([]);
});

test("signing out over next-auth ends the session and is in the account’s log", async ({ portal, browse, address }) => {
  const person = await newPerson(portal);
  const page = await browse(person);
  const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json();
  const left = await page.request.post("/api/auth/signout", {
    form: { csrfToken, json: "true" },
    headers: { origin: portal.url },
  });
  expect(left.status()).toBe(200);
  expect(await portal.sql("select from sessions where user_id = $1", [person.id])).toEqual([]);
  expect(await portal.sql("select operation, address from audit where user_id = $1", [person.id])).toEqual([
    { operation: "session.close", address },
  ]);
});

test("signing out everywhere works without JavaScript", async ({ portal, browse }) => {
  const page = await browse(await newPerson(portal), { javaScriptEnabled: false });
  // The browser reports scripts that it doesn’t run.
  guardOf(page).off();
  await page.goto(path);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
});

test("a sign-in from a new device sends a mail, whose link ends that session by a button; from there no second one", async ({
  portal,
  browse,
}) => {
  test.slow();
  const person = await newRegular(portal);
  const there = await browse(null, { userAgent: firefox });
  await signIn(there, person);
  const device = (await there.context().cookies()).find(({ name }) => name.startsWith("guildhall-device"));
  expect(device).toMatchObject({ httpOnly: true, sameSite: "Lax", value: expect.stringMatching(/^[\w-]{43}$/) });
  const mail = await portal.mail.mailTo(person.email);
  expect(mail.text).toContain("Browser: Firefox. System: Linux. IP address: 198.18.");

  const owner = await browse();
  await visit(owner, linkIn(mail));
  await expect(owner.getByText("Firefox on Linux, signed in on")).toBeVisible();
  await look(owner, "end-session");
  // Opening the link has ended nothing.
  await visit(there, path);
  await owner.getByRole("button", { name: "End this session" }).click();
  await expect(owner.getByText("Session ended", { exact: true })).toBeVisible();
  await look(owner, "session-ended");
  await there.goto(path);
  await arrive(there, /^\/sign-in/);
  await visit(owner, linkIn(mail));
  await expect(owner.getByText("There is nothing to end")).toBeVisible();
  await look(owner, "end-session-over");

  await signIn(there, person);
  await visit(there, path);
  await expect(rowsOf(there)).toHaveCount(2);
  expect(await portal.sql("select from mails where kind = 'newDevice' and user_id = $1", [person.id])).toHaveLength(1);
});

test("a forged link ends nothing, and its page says so without JavaScript, too", async ({ portal, browse }) => {
  await newPerson(portal);
  const page = await browse(null, { javaScriptEnabled: false });
  guardOf(page).off();
  for (const token of ["x".repeat(43), "", "short"]) {
    await page.goto(`/sessions/end?token=${token}`);
    await expect(page.getByText("This link can’t be used")).toBeVisible();
    await expect(page.getByRole("button", { name: "End this session" })).toHaveCount(0);
  }
});

test("the mails can be disabled, and sign-ins are in the account’s activity", async ({ portal, browse }) => {
  test.slow();
  const person = await newRegular(portal);
  const here = await browse();
  await signIn(here, person);
  await visit(here, "/dashboard/account/notifications");
  await here.getByRole("button", { name: "Disable sign-in e-mails" }).click();
  await expect(here.getByRole("button", { name: "Enable sign-in e-mails" })).toBeVisible();
  await look(here, "notification-settings");
  await signIn(await browse(null, { userAgent: firefox }), person);
  await visit(here, "/dashboard/account/activity");
  const rows = here.getByRole("table", { name: "Activity" }).getByRole("row");
  await expect(rows.filter({ hasText: "signed in" })).toHaveCount(2);
  await expect(rows.filter({ hasText: "signed in" }).first()).toContainText("browser: Firefox");
  await expect(rows.filter({ hasText: "changed the notification mails of" })).toContainText("sign-in mails: no");
  await look(here, "account-activity");
  expect(await portal.sql("select from mails where kind = 'newDevice' and user_id = $1", [person.id])).toHaveLength(1);

  const nobody = await browse(await newPerson(portal));
  await visit(nobody, "/dashboard/account/activity");
  await expect(nobody.getByText("No activity yet")).toBeVisible();
});
