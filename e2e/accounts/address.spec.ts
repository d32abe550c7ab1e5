import type { Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "../support/accessibility";
import { guardOf } from "../support/guard";
import { lookAtOpen } from "../support/look";
import { linkIn } from "../support/mail_server";
import { newAddress, newPerson, type Person, password } from "../support/people";
import type { Portal } from "../support/portal";
import { expect, test } from "../support/test";
import { arrive, visit } from "../support/visit";

const profile = "/dashboard/account";
const emailOf = async (portal: Portal, { id }: Person) =>
  (await portal.sql<{ email: string }>("select email from users where id = $1", [id]))[0]?.email;

async function askFor(page: Page, email: string) {
  await visit(page, profile);
  await page.getByRole("button", { name: "Change e-mail address…" }).click();
  await page.getByLabel("New e-mail address").fill(email);
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByText(`${email} isn’t confirmed yet`)).toBeVisible();
}

async function signIn(page: Page, email: string, secret = password) {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(secret);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

test("an address is changed on another device, by keyboard and at 360 pixels, and undone by the former one", async ({
  portal,
  browse,
}) => {
  const person = await newPerson(portal);
  const email = newAddress();
  await portal.sql("update sessions set proved_at = now() - interval '11 minutes' where user_id = $1", [person.id]);
  const page = await browse(person, { viewport: { width: 360, height: 800 } });
  await visit(page, profile);
  await page.getByRole("button", { name: "Change e-mail address…" }).focus();
  await page.keyboard.press("Enter");
  const field = page.getByLabel("New e-mail address");
  await expect(field).toBeFocused();
  await lookAtOpen(page, "change-address");
  await page.keyboard.type(person.email);
  await page.keyboard.press("Enter");
  const proof = page.getByRole("dialog", { name: "Confirm that it is you" });
  await proof.getByLabel("Your password").fill(password);
  await page.keyboard.press("Enter");
  await expect(field).toHaveAccessibleDescription(/^This is already the address/);
  await field.fill(email);
  await page.keyboard.press("Enter");
  await expect(page.getByText(`${email} isn’t confirmed yet`)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  expect((await portal.mail.mailTo(person.email)).subject).toBe("Your account is about to get another address");
  expect(await emailOf(portal, person)).toBe(person.email);

  const link = linkIn(await portal.mail.mailTo(email));
  const elsewhere = await browse();
  await elsewhere.goto(link);
  await arrive(elsewhere, /^\/sign-in/);
  await signIn(elsewhere, person.email);
  await arrive(elsewhere, /^\/confirm-address\?token=/);
  await expect(elsewhere.getByText(`gets the address ${email}`)).toBeVisible();
  await expectAccessible(elsewhere);
  await elsewhere.getByRole("button", { name: "Confirm this address" }).click();
  await arrive(elsewhere, profile);
  await expect(elsewhere.getByRole("main").getByText(email)).toBeVisible();
  expect(await emailOf(portal, person)).toBe(email);

  const told = await portal.mail.mailTo(person.email, 1);
  expect(told.subject).toBe("Your account has a new e-mail address");
  const undoing = await browse(undefined, { viewport: { width: 360, height: 800 }, colorScheme: "dark" });
  await visit(undoing, linkIn(told));
  await expectNoSidewaysScroll(undoing);
  // Opening the link does nothing.
  expect(await emailOf(portal, person)).toBe(email);
  await undoing.getByRole("button", { name: "Undo the change" }).click();
  await expect(undoing.getByRole("status").filter({ hasText: "The change is undone" })).toBeVisible();
  await expectAccessible(undoing);
  expect(await emailOf(portal, person)).toBe(person.email);
  guardOf(elsewhere).expects(401, /./);
  await elsewhere.goto(profile);
  await arrive(elsewhere, /^\/sign-in/);
  await signIn(elsewhere, person.email);
  await expect(elsewhere.getByText("The e-mail address or the password is wrong.")).toBeVisible();
  expect((await portal.mail.mailTo(email, 1)).subject).toBe("The change of an account’s address was undone");

  const subjects = () => portal.mail.mailsTo(person.email).map(({ subject }) => subject);
  await expect.poll(subjects).toContain("Choose a new password");
  const reset = portal.mail.mailsTo(person.email).find(({ subject }) => subject === "Choose a new password");
  if (!reset) throw new Error("No link to choose a new password.");
  await visit(undoing, linkIn(reset));
  await undoing.getByLabel("New password").fill("quite another long one");
  await undoing.getByRole("button", { name: "Save password" }).click();
  await arrive(undoing, /^\/dashboard/);
});

test("a change is resent, cancelled, and its link then refused; a stranger’s link to undo is refused", async ({
  portal,
  browse,
}) => {
  const person = await newPerson(portal);
  const email = newAddress();
  const page = await browse(person);
  await askFor(page, email);
  // One that is replaced before it is sent isn't sent.
  await portal.mail.mailTo(email);
  await page.getByRole("button", { name: "Resend link" }).click();
  await expect(page.getByText(`New link sent to ${email}.`)).toBeVisible();
  const link = linkIn(await portal.mail.mailTo(email, 1));
  await page.getByRole("button", { name: "Cancel the change" }).click();
  await expect(page.getByText(`${email} isn’t confirmed yet`)).toHaveCount(0);
  await visit(page, link);
  await expect(page.getByText("No change of address is waiting.", { exact: false })).toBeVisible();
  await expect(page.getByRole("button", { name: "Confirm this address" })).toHaveCount(0);
  await visit(page, `/undo-address?token=${"x".repeat(43)}`);
  await expect(page.getByText("This link can’t be used")).toBeVisible();
});

test("an unverified account corrects its address at once by the link", async ({ portal, browse }) => {
  const person = await newPerson(portal, { verified: false });
  const email = newAddress();
  const page = await browse(person);
  await askFor(page, email);
  await visit(page, linkIn(await portal.mail.mailTo(email)));
  await page.getByRole("button", { name: "Confirm this address" }).click();
  await arrive(page, profile);
  await expect(page.getByText("Verified", { exact: true })).toBeVisible();
  expect(portal.mail.mailsTo(person.email)).toEqual([]);
});
