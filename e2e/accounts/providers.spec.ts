import type { Page } from "@playwright/test";
import { look, lookAtOpen } from "../support/look";
import { newAddress, newInvitation, newOrganisation, newPerson, password } from "../support/people";
import { startWithProviders } from "../support/providers";
import { expect, test } from "../support/test";
import { alive, arrive, visit } from "../support/visit";

const opened: { close(): Promise<void> }[] = [];
test.afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});
async function start(...given: Parameters<typeof startWithProviders>) {
  const started = await startWithProviders(...given);
  opened.push(started);
  return started;
}
const goOn = (page: Page, provider = "Town hall") =>
  page.getByRole("button", { name: `Continue with ${provider}` }).click();
const alert = (page: Page, words: string) => page.getByRole("alert").filter({ hasText: words });

test("somebody new signs in by each provider, comes back to the page they wanted, and the next time to the same account", async ({
  ownPortal,
  browse,
}) => {
  const { portal, oidc, gitlab, github, discord } = await start(ownPortal);
  const page = await browse(null, { portal });
  oidc.signsIn("ada", { email: "ada@example.org", email_verified: true, name: "Ada Lovelace" });
  for (const next of ["/dashboard/account", "/dashboard/account/sessions"]) {
    await visit(page, `/sign-in?next=${encodeURIComponent(next)}`);
    await goOn(page);
    await arrive(page, next);
    await page.context().clearCookies();
  }
  gitlab.signsIn("gil", { email: "gil@example.org", email_verified: true });
  github.signsIn({ id: 7, name: "Gina Hub", email: "gina@example.org", verified: true });
  discord.signsIn({ id: 8, name: "Disa Cord", email: "disa@example.org", verified: true });
  for (const provider of ["GitLab", "GitHub", "Discord"]) {
    await page.goto("/sign-up");
    await alive(page);
    await goOn(page, provider);
    await arrive(page, /^\/dashboard\/organisations\//);
    await page.context().clearCookies();
  }
  expect(
    await portal.sql(
      `select u.name, s.signed_in_by as by, s.provider from sessions s join users u on u.id = s.user_id
        where u.email_verified_at is not null order by s.created_at`,
    ),
  ).toEqual([
    { name: "Ada Lovelace", by: "provider", provider: "oidc" },
    { name: "Ada Lovelace", by: "provider", provider: "oidc" },
    { name: "gil", by: "provider", provider: "gitlab" },
    { name: "Gina Hub", by: "provider", provider: "github" },
    { name: "Disa Cord", by: "provider", provider: "discord" },
  ]);
});

test("an account with the same address isn’t taken over: it is linked by its owner, after a proof, and unlinked", async ({
  ownPortal,
  browse,
}) => {
  const { portal, oidc } = await start(ownPortal);
  const person = await newPerson(portal);
  await newOrganisation(portal, person);
  oidc.signsIn("robin", { email: person.email, email_verified: true });
  const stranger = await browse(null, { portal });
  await visit(stranger, "/sign-in");
  await goOn(stranger);
  await expect(
    alert(stranger, "There is already an account with your e-mail address. Sign in as before"),
  ).toBeVisible();
  await expect(alert(stranger, "Not signed in with Town hall")).toBeVisible();
  await lookAtOpen(stranger, "provider-refused");

  const page = await browse(person, { portal });
  await portal.sql("update sessions set proved_at = now() - interval '11 minutes'");
  await visit(page, "/dashboard/account/sign-in");
  await page.getByRole("button", { name: "Link Town hall" }).click();
  await page.getByRole("dialog").getByLabel("Your password").fill(password);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText(`${person.email}, linked`)).toBeVisible();
  expect(new URL(page.url()).origin).toBe(portal.url);
  const mail = await portal.mail.mailTo(person.email);
  expect(mail.subject).toBe("A provider was linked to your account");
  expect(mail.text).toContain(`${portal.url}/dashboard/account/sign-in`);
  await lookAtOpen(page, "providers-linked");

  await goOn(stranger);
  await arrive(stranger, /^\/dashboard\/organisations\/o-/);

  await page.getByRole("button", { name: "Unlink Town hall" }).click();
  await expect(page.getByText("Town hall unlinked.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Link Town hall" })).toBeVisible();
});

test("the only way in can’t be unlinked, and one that is linked elsewhere isn’t linked twice", async ({
  ownPortal,
  browse,
}) => {
  const { portal, oidc } = await start(ownPortal);
  const page = await browse(null, { portal });
  oidc.signsIn("ada", { email: "ada@example.org", email_verified: true });
  await page.goto("/sign-in");
  await goOn(page);
  await arrive(page, /^\/dashboard/);
  await visit(page, "/dashboard/account/sign-in");
  await expect(page.getByText("Your account has no password.")).toBeVisible();
  await page.getByRole("button", { name: "Unlink Town hall" }).click();
  await expect(page.getByText("This is the only way into your account.")).toBeVisible();

  const other = await browse(await newPerson(portal), { portal });
  await visit(other, "/dashboard/account/sign-in");
  await other.getByRole("button", { name: "Link Town hall" }).click();
  await expect(alert(other, "This account of the provider is linked to another account here.")).toBeVisible();
  expect(await portal.sql("select count(*)::int as n from identities")).toEqual([{ n: 1 }]);
});

test("where sign-up is by invitation, an invited person creates an account by a provider, and joins", async ({
  ownPortal,
  browse,
}) => {
  const { portal, oidc } = await start(ownPortal, { env: { SIGN_UP: "invited" } });
  const { mailed, email } = await newInvitation(portal, await newOrganisation(portal));
  const page = await browse(null, { portal });
  oidc.signsIn("nora", { email, email_verified: true, name: "Nora Newcomer" });
  await visit(page, "/sign-in");
  await goOn(page);
  await expect(alert(page, "Sign-up is by invitation only here.")).toBeVisible();

  await visit(page, mailed);
  await lookAtOpen(page, "invitation-providers");
  // The provider remembers who signed in there.
  await page.context().clearCookies();
  oidc.signsIn("zoe", { email: newAddress(), email_verified: true });
  await goOn(page);
  await expect(alert(page, "The invitation is for another e-mail address")).toBeVisible();
  oidc.signsIn("nora", { email, email_verified: true, name: "Nora Newcomer" });
  await page.context().clearCookies();
  // From here, too, the way leads back to the invitation.
  await goOn(page);
  await arrive(page, mailed);
  await page.getByRole("button", { name: /^(Accept|Join)/ }).click();
  await arrive(page, /^\/dashboard\/organisations\/o-/);
});

test("pages: sign-in, sign-up and ways to sign in with providers, in both themes and at all widths", async ({
  ownPortal,
  browse,
}) => {
  const { portal } = await start(ownPortal);
  const page = await browse(null, { portal });
  await page.goto("/sign-in");
  await look(page, [
    ["providers-sign-in", "/sign-in?refused=provider.unlinked&by=github"],
    ["providers-sign-up", "/sign-up"],
  ]);
  const own = await browse(await newPerson(portal), { portal });
  await own.goto("/dashboard/account");
  await look(own, [["providers-account", "/dashboard/account/sign-in"]]);
});

test("a portal without passwords is set up, left and entered without one", async ({ ownPortal, browse }) => {
  const { portal, oidc } = await start(ownPortal, { setUp: false, env: { PASSWORD_SIGN_IN: "off" } });
  const page = await browse(null, { portal });
  await visit(page, await portal.script("scripts/setup-link.ts"));
  await expect(page.getByLabel("Password")).toHaveCount(0);
  await page.getByLabel("Your name").fill("Ada Admin");
  await page.getByLabel("E-mail address").fill("ada@example.org");
  await page.getByLabel("Name of your organisation").fill("Town");
  await page.getByRole("button", { name: "Set up Guildhall" }).click();
  await arrive(page, /^\/sign-in\/link\?token=/);
  await page.getByRole("button", { name: "Sign in" }).click();
  await arrive(page, /^\/dashboard/);
  await visit(page, "/dashboard/account/sign-in");
  await expect(page.getByRole("heading", { name: "Password" })).toHaveCount(0);
  oidc.signsIn("ada", { email: "elsewhere@example.org" });
  await page.getByRole("button", { name: "Link Town hall" }).click();
  await expect(page.getByText("elsewhere@example.org, linked")).toBeVisible();

  const stranger = await browse(null, { portal });
  for (const path of ["/sign-in", "/sign-up", "/reset-password"]) {
    await visit(stranger, path);
    await expect(stranger.getByLabel("Password")).toHaveCount(0);
  }
  await expect(stranger.getByText("This portal has no passwords.")).toBeVisible();
  const { csrfToken } = await (await stranger.request.get("/api/auth/csrf")).json();
  const tried = await stranger.request.post("/api/auth/callback/credentials", {
    form: { csrfToken, email: "ada@example.org", password, json: "true" },
    headers: { origin: portal.url },
  });
  expect([tried.status(), await tried.text()]).toEqual([401, expect.stringContaining("account.passwordsOff")]);
  await stranger.goto("/sign-in");
  await goOn(stranger);
  await arrive(stranger, /^\/dashboard/);

  const [link = ""] =
    /http\S+/.exec(await portal.script("scripts/admin.ts", "user", "sign-in-link", "--email", "ada@example.org")) ?? [];
  const locked = await browse(null, { portal });
  await visit(locked, link);
  await locked.getByRole("button", { name: "Sign in" }).click();
  await arrive(locked, /^\/dashboard/);
});
