import type { Page } from "@playwright/test";
import { linkIn } from "../support/mail_server";
import { newAddress, newPerson, password } from "../support/people";
import { expect, test } from "../support/test";
import { arrive, visit } from "../support/visit";

async function signUp(page: Page, email: string, name = "Nora Newcomer") {
  await visit(page, "/sign-up");
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
}

async function signIn(page: Page, email: string) {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

const provedAt = "select email_verified_at as at from users where email = $1";

test("only the e-mail reveals whether an address is known", async ({ portal, browse }) => {
  const [known, unknown] = [await newPerson(portal), newAddress()];
  const answers: string[] = [];
  for (const email of [known.email, unknown]) {
    const page = await browse();
    await signUp(page, email);
    const answer = page.getByRole("status").filter({ hasText: "Check your e-mail" });
    await expect(answer).toBeVisible();
    answers.push((await page.getByRole("main").ariaSnapshot()).replaceAll(email, "…"));
    await page.context().close();
  }
  expect(answers[0]).toBe(answers[1]);
  expect((await portal.mail.mailTo(known.email)).subject).toBe("You already have an account");
  expect((await portal.mail.mailTo(unknown)).subject).toBe("Verify your e-mail address");
});

test("an address is verified by its own account with a button, which creates the first organisation", async ({
  page,
  portal,
  browse,
}) => {
  const email = newAddress();
  await signUp(page, email);
  await expect(page.getByText("Check your e-mail")).toBeVisible();
  const link = linkIn(await portal.mail.mailTo(email));

  const somebodyElse = await browse(await newPerson(portal));
  await visit(somebodyElse, link);
  await somebodyElse.getByRole("button", { name: "Verify this address" }).click();
  await expect(somebodyElse.getByText("This link belongs to another account.")).toBeVisible();

  await visit(page, link);
  expect(await portal.sql(provedAt, [email])).toEqual([{ at: null }]);
  await signIn(page, email);
  await arrive(page, /^\/verify-email\?token=/);
  expect(await portal.sql(provedAt, [email])).toEqual([{ at: null }]);
  await page.getByRole("button", { name: "Verify this address" }).click();
  await arrive(page, /^\/dashboard\/organisations\/nora-newcomers-organisation/);
  await expect(page.getByRole("heading", { name: "Nora Newcomer’s organisation", level: 1 })).toBeVisible();

  await visit(page, link);
  await page.getByRole("button", { name: "Verify this address" }).click();
  await expect(page.getByText("This link was already used.")).toBeVisible();
});

test("an account with an unverified address sees a notice, and can get another link", async ({ portal, browse }) => {
  const person = await newPerson(portal, { verified: false });
  const page = await browse(person);
  await visit(page, "/dashboard/organisations/new");
  await page.getByLabel("Name", { exact: true }).fill("Too Early");
  await page.getByRole("button", { name: "Create organisation" }).click();
  await expect(page.getByText("Verify your e-mail address first")).toBeVisible();
  await visit(page, "/dashboard/account");
  await page.getByRole("button", { name: "Resend link" }).click();
  await expect(page.getByText(`New link sent to ${person.email}.`)).toBeVisible();
  await visit(page, linkIn(await portal.mail.mailTo(person.email)));
  await page.getByRole("button", { name: "Verify this address" }).click();
  await arrive(page, /^\/dashboard\/organisations\//);
});

test("fields show their errors, and keep what was typed", async ({ page }) => {
  await visit(page, "/sign-up");
  await page.getByLabel("Your name").fill("Nora");
  await page.getByLabel("E-mail address").fill("nora at example.org");
  await page.getByLabel("Password", { exact: true }).fill("short");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("E-mail address")).toHaveAccessibleDescription(/This isn’t an e-mail address/);
  await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(/Use at least 10 characters/);
  await expect(page.getByLabel("E-mail address")).toBeFocused();
  await expect(page.getByLabel("Your name")).toHaveValue("Nora");
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("short");
});

test("a portal by invitation only neither offers nor accepts sign-up", async ({ ownPortal, browse }) => {
  const closed = await ownPortal({ env: { SIGN_UP: "invited" } });
  const page = await browse(null, { portal: closed });
  await visit(page, "/sign-up");
  await expect(page.getByText("Sign-up is by invitation only here.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Create account" })).toBeHidden();

  // The action of the hidden form, called as another portal's form calls it.
  const other = await browse();
  const sent = other.waitForRequest((request) => request.method() === "POST" && "next-action" in request.headers());
  await signUp(other, newAddress());
  const request = await sent;
  const answer = await page.request.post("/sign-up", {
    headers: { "next-action": request.headers()["next-action"] ?? "", origin: closed.url, accept: "text/x-component" },
    multipart: undefined,
    data: request.postData() ?? "",
  });
  expect(await answer.text()).toContain("account.signUpClosed");
  expect(await closed.sql("select email from users")).toEqual([]);
});

test("a portal administrator closes sign-up and opens it again while the portal runs", async ({ portal, browse }) => {
  const page = await browse(await newPerson(portal, { portalAdmin: true }));
  const guest = await browse();
  await visit(page, "/dashboard/portal/settings");
  await page.getByRole("button", { name: "Disable Sign-up" }).click();
  await expect(page.getByText("Accounts are created by invitation only.")).toBeVisible();
  await visit(guest, "/sign-up");
  await expect(guest.getByText("Sign-up is by invitation only here.")).toBeVisible();
  await page.getByRole("button", { name: "Enable Sign-up" }).click();
  await expect(page.getByText("Anybody can create an account.")).toBeVisible();
  await visit(guest, "/sign-up");
  await signUp(guest, newAddress());
});

test("only owners and admins are offered to create organisations if the portal limits creation", async ({
  ownPortal,
  browse,
}) => {
  const portal = await ownPortal({ env: { ORGANISATION_CREATION: "admins" } });
  const page = await browse(await newPerson(portal, { verified: false }), { portal });
  await visit(page, "/dashboard/organisations");
  await expect(page.getByText(/run\. Ask somebody to invite you:/)).toBeVisible();
  await expect(page.getByRole("link", { name: "New organisation" })).toHaveCount(0);
  await page.getByRole("button", { name: "Go to or run…" }).click();
  await page.getByRole("combobox").fill("New org");
  await expect(page.getByRole("option", { name: "New organisation" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await visit(page, "/dashboard/account");
  await expect(page.getByText("Until it is, you can’t invite people.")).toBeVisible();
  await visit(page, "/dashboard/organisations/new");
  await expect(
    page.getByText(/^On this portal, only owners and admins of an organisation may create another\./),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: "Create organisation" })).toHaveCount(0);
});
