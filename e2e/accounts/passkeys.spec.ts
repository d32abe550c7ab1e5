import type { Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "../support/accessibility";
import { freePort } from "../support/application";
import { guardOf } from "../support/guard";
import { lookAtOpen } from "../support/look";
import { newPerson, type Person, password } from "../support/people";
import type { Portal } from "../support/portal";
import { expect, test } from "../support/test";
import { arrive, visit } from "../support/visit";

const tab = "/dashboard/account/sign-in";

/** A portal with a host name: browsers have no passkeys for an IP address. */
async function startNamed(ownPortal: (settings: { env: Record<string, string> }) => Promise<Portal>): Promise<Portal> {
  const port = String(await freePort());
  const url = `http://localhost:${port}`;
  return { ...(await ownPortal({ env: { PORT: port, PUBLIC_URL: url } })), url };
}

/** Plugs an authenticator into the browser: like a phone’s or laptop’s own, it asks nobody and always agrees. */
async function plugIn(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      ...{ protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  return {
    credentials: async () => (await session.send("WebAuthn.getCredentials", { authenticatorId })).credentials,
    /** Otherwise the browser’s offer on the sign-in page is accepted as soon as it is made. */
    agrees: (enabled: boolean) => session.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled }),
    verifies: (isUserVerified: boolean) =>
      session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
  };
}

async function add(page: Page, name: string, codes: boolean) {
  await page.getByRole("button", { name: "Add passkey…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Add passkey" }).click();
  if (codes) {
    await expect(dialog.getByRole("list", { name: "Recovery codes" }).getByRole("listitem")).toHaveCount(10);
    await dialog.getByRole("button", { name: "I have saved them" }).click();
  }
  await expect(page.getByRole("row", { name: new RegExp(`^${name}`) })).toBeVisible();
}

async function signInByPassword(page: Page, person: Person) {
  await page.goto(`/sign-in?next=${encodeURIComponent(tab)}`);
  await arrive(page, /^\/sign-in/);
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await arrive(page, `/second-factor?next=${encodeURIComponent(tab)}`);
}

test("a passkey is added by keyboard, signs in without an address, is a second factor and a proof, and is removed", async ({
  ownPortal,
  browse,
}) => {
  test.slow();
  const portal = await startNamed(ownPortal);
  const person = await newPerson(portal);
  const page = await browse(person, { portal, viewport: { width: 360, height: 740 } });
  const device = await plugIn(page);
  await visit(page, tab);
  await expect(page.getByText("You have no passkeys yet.")).toBeVisible();
  await page.getByRole("button", { name: "Add passkey…" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Add a passkey" });
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await lookAtOpen(page, "passkey-add");
  await page.keyboard.type("Work laptop");
  await page.keyboard.press("Enter");
  const codes = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(codes).toHaveCount(10);
  await page.getByRole("button", { name: "I have saved them" }).click();
  await expect(page.getByRole("row", { name: /^Work laptop/ })).toContainText("never used");
  expect(await device.credentials()).toHaveLength(1);
  expect((await portal.mail.mailTo(person.email)).subject).toBe("A passkey was added to your account");
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await lookAtOpen(page, "passkeys");

  // Without an address: by the button.
  await device.agrees(false);
  await page.context().clearCookies();
  await page.goto(`/sign-in?next=${encodeURIComponent(tab)}`);
  await arrive(page, /^\/sign-in/);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await lookAtOpen(page, "passkey-sign-in");
  await device.agrees(true);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await arrive(page, tab);
  await expect(page.getByRole("row", { name: /^Work laptop/ })).not.toContainText("never used");
  const [opened] = await portal.sql<{ way: string; whole: boolean }>(
    "select signed_in_by as way, second_factor_at is not null as whole from sessions where user_id = $1 order by created_at desc limit 1",
    [person.id],
  );
  expect(opened).toEqual({ way: "passkey", whole: true });

  // Without an address: chosen where the browser fills it in.
  await page.context().clearCookies();
  await page.goto(`/sign-in?next=${encodeURIComponent(tab)}`);
  await arrive(page, tab);

  // As second factor, after the password.
  await device.agrees(false);
  await page.context().clearCookies();
  await signInByPassword(page, person);
  await device.agrees(true);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await lookAtOpen(page, "passkey-second-factor");
  await expect(page.getByRole("link", { name: "Use a recovery code" })).toBeVisible();
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await arrive(page, tab);

  // As a proof, for what is dangerous: here adding another.
  await portal.sql("update sessions set proved_at = now() - interval '11 minutes' where user_id = $1", [person.id]);
  await page.getByRole("button", { name: "Actions for Work laptop" }).click();
  await page.getByRole("menuitem", { name: "Edit…" }).click();
  await page.getByRole("dialog", { name: "Rename passkey" }).getByLabel("Name").fill("Home laptop");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row", { name: /^Home laptop/ })).toBeVisible();
  await page.getByRole("button", { name: "Actions for Home laptop" }).click();
  await page.getByRole("menuitem", { name: "Remove…" }).click();
  const question = page.getByRole("alertdialog", { name: "Remove the passkey Home laptop?" });
  await expect(question).toContainText("Your account has no second factor afterwards");
  await question.getByRole("button", { name: "Remove it" }).click();
  const proof = page.getByRole("dialog", { name: "Confirm that it is you" });
  const confirm = proof.getByRole("button", { name: "Confirm with passkey" });
  await expect(confirm).toBeFocused();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await lookAtOpen(page, "passkey-proof");
  await device.verifies(false);
  await confirm.press("Enter");
  await expect(proof.getByRole("alert")).toContainText("No passkey was used");
  await device.verifies(true);
  await confirm.press("Enter");
  await expect(page.getByText("You have no passkeys yet.")).toBeVisible();

  // The device still has it, but it opens nothing.
  await device.agrees(false);
  await page.context().clearCookies();
  guardOf(page).expects(401, /callback\/passkey$/);
  await page.goto("/sign-in");
  await arrive(page, "/sign-in");
  await device.agrees(true);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "This passkey wasn’t accepted" })).toBeVisible();
});

test("a copied passkey is refused, and its owner is told; a recovery code still opens the account", async ({
  ownPortal,
  browse,
}) => {
  const portal = await startNamed(ownPortal);
  const person = await newPerson(portal);
  const page = await browse(person, { portal });
  const device = await plugIn(page);
  await visit(page, tab);
  await add(page, "Key", true);
  await portal.mail.mailTo(person.email);
  // As if the copy had been used often.
  await portal.sql("update passkeys set counter = 1000 where user_id = $1", [person.id]);
  await device.agrees(false);
  await page.context().clearCookies();
  guardOf(page).expects(401, /callback\/passkey$/);
  await page.goto("/sign-in");
  await arrive(page, "/sign-in");
  await device.agrees(true);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "somebody may be using a copy of it" })).toBeVisible();
  expect((await portal.mail.mailTo(person.email, 1)).subject).toBe("A passkey of your account may be copied");
  await device.agrees(false);
  await signInByPassword(page, person);
  await page.getByRole("link", { name: "Use a recovery code" }).click();
  await arrive(page, /^\/second-factor/);
  await expect(page.getByRole("link", { name: "Use a passkey" })).toBeVisible();
  await expect(page.getByLabel("Recovery code")).toBeVisible();
});

test("where the portal’s address is an IP address, the page says why there are no passkeys, and none is offered", async ({
  portal,
  browse,
}) => {
  const page = await browse(await newPerson(portal));
  await visit(page, tab);
  await expect(page.getByText("Passkeys aren’t available here")).toBeVisible();
  await expect(page.getByRole("button", { name: "Add passkey…" })).toHaveCount(0);
  await page.context().clearCookies();
  await visit(page, "/sign-in");
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign in with a passkey" })).toHaveCount(0);
});
