import type { Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { expectAccessible } from "../support/accessibility";
import { newPerson, type Person, password } from "../support/people";
import { expect, test } from "../support/test";
import { arrive, visit } from "../support/visit";

const tab = "/dashboard/account/second-factor";
const codeOf = (secret: string, timestamp: number) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
const later = (steps: number) => Date.now() + steps * 30_000;

// Each code is made where its 30 seconds may end before it is given: one step late is accepted.
async function signIn(page: Page, person: Person) {
  await page.goto(`/sign-in?next=${encodeURIComponent(tab)}`);
  await arrive(page, /^\/sign-in/);
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await arrive(page, `/second-factor?next=${encodeURIComponent(tab)}`);
}

test("an authenticator app is set up, asked for at sign-in, replaced by a recovery code, and removed", async ({
  portal,
  browse,
}) => {
  const person = await newPerson(portal);
  const page = await browse(person);
  await page.setViewportSize({ width: 360, height: 740 });
  await visit(page, tab);
  await expect(page.getByText("Off. Whoever knows your password, or reads your mail, can sign in.")).toBeVisible();
  // By keyboard only.
  await page.getByRole("button", { name: "Set up authenticator app" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("img", { name: "QR code for your authenticator app" })).toBeVisible();
  const secret = (await page.getByLabel("Or enter this key in the app").inputValue()).replaceAll(" ", "");
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  await expectAccessible(page);
  const first = codeOf(secret, later(0));
  await page.getByLabel("Code", { exact: true }).focus();
  await page.keyboard.type(first);
  await page.keyboard.press("Enter");
  const listed = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(listed).toHaveCount(10);
  const codes = await listed.allTextContents();
  // They are shown only now: Escape doesn't lose them.
  await page.keyboard.press("Escape");
  await expect(listed).toHaveCount(10);
  await expectAccessible(page);
  await page.getByRole("button", { name: "I have saved them" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(/On since/)).toBeVisible();
  await expectAccessible(page);
  expect((await portal.mail.mailTo(person.email)).subject).toBe("An authenticator app was added to your account");

  await page.context().clearCookies();
  await signIn(page, person);
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page);
  await page.getByLabel("Code", { exact: true }).fill(first);
  await page.keyboard.press("Enter");
  await expect(page.getByText("This code is wrong or was already used.", { exact: false })).toBeVisible();
  await page.getByLabel("Code", { exact: true }).fill(codeOf(secret, later(1)));
  await page.keyboard.press("Enter");
  await arrive(page, tab);
  // The session is whole now.
  await page.goto(`/second-factor?next=${encodeURIComponent(tab)}`);
  await arrive(page, tab);

  await page.context().clearCookies();
  await signIn(page, person);
  await page.getByRole("link", { name: "Use a recovery code" }).click();
  await page.getByLabel("Recovery code").fill(codes[0] ?? "");
  await page.getByRole("button", { name: "Confirm" }).click();
  await arrive(page, tab);
  await expect(page.getByText("9 left.", { exact: false })).toBeVisible();

  await page.getByRole("button", { name: "Create new recovery codes" }).click();
  await page.getByRole("button", { name: "Create recovery codes", exact: true }).click();
  await expect(page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem")).toHaveCount(10);
  await page.getByRole("button", { name: "I have saved them" }).click();
  await expect(page.getByText("10 left.", { exact: false })).toBeVisible();

  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("button", { name: "Remove authenticator app" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove authenticator app" }).click();
  await expect(page.getByText("Off. Whoever knows your password, or reads your mail, can sign in.")).toBeVisible();
});
