import type { Page } from "@playwright/test";
import { type OpenIdServer, startOpenIdServer } from "@/lib/identities/testing/open_id";
import { startResolver } from "@/lib/name_server/testing";
import { guardOf } from "../support/guard";
import { lookAtOpen } from "../support/look";
import { newMember, newOrganisation, newPerson, type Organisation, password } from "../support/people";
import type { Portal } from "../support/portal";
import { expect, test } from "../support/test";
import { arrive, visit } from "../support/visit";

const opened: (() => unknown)[] = [];
test.afterEach(async () => {
  await Promise.all(opened.splice(0).map((close) => close()));
});

const domain = "city.example";
const narrow = { viewport: { width: 360, height: 800 } } as const;
const signInPage = "/sign-in/organisation";

/** A real OpenID provider of one organisation. */
async function providerOf(portal: Portal, { id }: Organisation): Promise<OpenIdServer> {
  const server = await startOpenIdServer([`${portal.url}/api/auth/own-${id}/callback`]);
  opened.push(server.close);
  return server;
}

async function setUp(page: Page, { path }: Organisation, provider: OpenIdServer) {
  await visit(page, `${path}/settings/sign-in`);
  await page.getByLabel("Issuer").fill(provider.issuer);
  await page.getByLabel("Client id").fill(provider.clientId);
  await page.getByLabel("Client secret").fill(provider.clientSecret);
  await page.getByRole("button", { name: "Set up sign-in" }).click();
  await expect(page.getByText("The sign-in was set up. Test it next.")).toBeVisible();
}

async function prove(portal: Portal, { id }: Organisation) {
  await portal.sql(
    `insert into mail_domains (organisation_id, domain, domain_hash, token, proof, proved_at, looked_at)
      values ($1, $2, sha256(convert_to('mail domain' || chr(10) || $2, 'utf8')), 'a token of the tests, long', 'txt', now(), now())`,
    [id, domain],
  );
}

async function goTo(page: Page, address: string) {
  await visit(page, "/sign-in");
  await page.getByRole("link", { name: "Sign in with your organisation" }).click();
  await page.getByLabel("Your address in the organisation").fill(address);
  await page.getByRole("button", { name: "Continue" }).click();
}

test("an owner proves a mail domain and sets up a provider; somebody new asks to join and is let in", async ({
  ownPortal,
  browse,
}) => {
  const resolver = await startResolver();
  opened.push(resolver.close);
  const portal = await ownPortal({
    env: { ALLOW_PRIVATE_ADDRESSES: "on", DNS_VERIFICATION_RESOLVERS: `127.0.0.1:${resolver.port}` },
  });
  const organisation = await newOrganisation(portal);
  const { owner, path } = organisation;
  const page = await browse(owner, { portal });
  await visit(page, `${path}/settings`);
  await expect(page.getByText("Your organisation has no sign-in of its own.")).toBeVisible();
  await page.getByRole("region", { name: "Sign-in" }).getByRole("link", { name: "Manage" }).click();
  await arrive(page, `${path}/settings/sign-in`);
  await expect(page.getByRole("heading", { name: "No mail domains yet" })).toBeVisible();
  await lookAtOpen(page, "own-sign-in-empty");

  await page.getByLabel("Add a mail domain").fill("gmail.com");
  await page.getByRole("button", { name: "Add domain" }).click();
  await expect(page.getByText("Everybody can have an address of this domain.")).toBeVisible();
  await page.getByLabel("Add a mail domain").fill(domain);
  await page.getByRole("button", { name: "Add domain" }).click();
  await expect(page.getByText("Not verified")).toBeVisible();
  await expect(page.getByLabel(/^Name of the TXT record/)).toHaveValue(`_guildhall-mail.${domain}`);
  await page.getByRole("button", { name: `Check ${domain}` }).click();
  await expect(page.getByText("The TXT record wasn’t found yet.")).toBeVisible();
  await lookAtOpen(page, "own-sign-in-domain");
  resolver.world.set(`TXT _guildhall-mail.${domain}`, [await page.getByLabel(/^Text of the TXT record/).inputValue()]);
  await page.getByRole("button", { name: `Check ${domain}` }).click();
  await expect(page.getByText(`${domain} is verified.`)).toBeVisible();

  const provider = await providerOf(portal, organisation);
  await setUp(page, organisation, provider);
  await page.getByRole("button", { name: "Test the provider" }).click();
  await expect(page.getByText("The provider answers as it should")).toBeVisible();
  await page.getByLabel("Claim that gives roles").fill("groups");
  await page.getByRole("button", { name: "Add a value" }).click();
  await page.getByLabel("Value 1").fill("night shift");
  await page.getByLabel("Role 1").selectOption("Operator");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The sign-in was saved.")).toBeVisible();
  await lookAtOpen(page, "own-sign-in");

  provider.signsIn("nora", { email: `nora@${domain}`, name: "Nora New" });
  const hers = await browse(null, { portal, ...narrow });
  await goTo(hers, `anybody@${domain}`);
  await expect(hers.getByText("You asked to join.")).toBeVisible();
  await lookAtOpen(hers, "own-sign-in-asked");

  await visit(page, "/dashboard/notifications");
  await page.getByRole("link", { name: "Nora New asks to join Apex Gaming. Open the members to decide." }).click();
  await arrive(page, `${path}/members`);
  await expect(page.getByRole("heading", { name: "Requests to join" })).toBeVisible();
  await lookAtOpen(page, "join-requests");
  await page.getByRole("button", { name: "Let in Nora New" }).click();
  await expect(page.getByText("Nora New is a member now.")).toBeVisible();

  provider.forge({ claims: { groups: ["night shift"] } });
  await goTo(hers, `nora@${domain}`);
  await arrive(hers, path);
  await visit(page, `${path}/members`);
  await expect(page.getByRole("row", { name: /Nora New/ })).toContainText("Operator");
  await visit(page, `${path}/activity`);
  await expect(page.getByRole("table").getByText("got another role through the own sign-in").first()).toBeVisible();
});

test("where it is required, members sign in with it; their session opens nothing else, and an account is linked by its holder", async ({
  ownPortal,
  browse,
}) => {
  const portal = await ownPortal({ env: { ALLOW_PRIVATE_ADDRESSES: "on" } });
  const organisation = await newOrganisation(portal);
  const { owner, path } = organisation;
  await prove(portal, organisation);
  const provider = await providerOf(portal, organisation);
  const mel = await newPerson(portal, { name: "Mel Member", email: `mel@${domain}` });
  await portal.sql("insert into members (organisation_id, user_id, role) values ($1, $2, 'member')", [
    organisation.id,
    mel.id,
  ]);
  const elsewhere = await newOrganisation(portal, mel, "Another");
  const page = await browse(owner, { portal });
  await setUp(page, organisation, provider);
  await page.getByRole("button", { name: "Require it…" }).click();
  await lookAtOpen(page, "require-sign-in");
  await page.getByRole("button", { name: "Require the sign-in" }).click();
  await expect(page.getByText("The sign-in is required from now on.")).toBeVisible();
  await visit(page, path);

  const theirs = await browse(mel, { portal, ...narrow });
  await theirs.goto(`${path}/members`);
  await arrive(theirs, /^\/dashboard\/own-sign-in-required\?organisation=/);
  await expect(theirs.getByText("The owner of Apex Gaming decided")).toBeVisible();
  await lookAtOpen(theirs, "own-sign-in-required");
  provider.signsIn("mel", { email: `mel@${domain}` });
  await theirs.getByRole("button", { name: "Sign in with Apex Gaming" }).click();
  await expect(theirs.getByRole("alert").filter({ hasText: "There is already an account" })).toBeVisible();

  await portal.sql("update sessions set proved_at = now() - interval '11 minutes'");
  await visit(theirs, "/dashboard/account/sign-in");
  await theirs.getByRole("button", { name: "Link Apex Gaming" }).click();
  await theirs.getByRole("dialog").getByLabel("Your password").fill(password);
  await theirs.getByRole("button", { name: "Confirm" }).click();
  await expect(theirs.getByText(`mel@${domain}, linked`)).toBeVisible();
  await lookAtOpen(theirs, "own-sign-in-linked");

  await theirs.goto(path);
  await theirs.getByRole("button", { name: "Sign in with Apex Gaming" }).click();
  await arrive(theirs, path);
  await theirs.goto("/dashboard/account/sessions");
  await arrive(theirs, "/dashboard/own-sign-in-required");
  await expect(theirs.getByRole("heading", { name: "This session opens only Apex Gaming" })).toBeVisible();
  await lookAtOpen(theirs, "own-sign-in-only");
  guardOf(theirs).expects(404, new RegExp(`${elsewhere.path}$`));
  expect((await theirs.goto(elsewhere.path))?.status()).toBe(404);

  // Gone at the provider: no session begins any more.
  provider.signsIn(null);
  const later = await browse(null, { portal });
  await goTo(later, `mel@${domain}`);
  await expect(later.getByRole("alert").filter({ hasText: "You didn’t allow it at the provider" })).toBeVisible();
  await arrive(later, new RegExp(`^${signInPage}`));
});

test("an address of a domain that nobody proved says so, and an admin doesn’t see the settings", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const page = await browse(null, { portal });
  await goTo(page, "somebody@nowhere.example");
  await expect(
    page.getByText("No organisation here has a sign-in of its own for addresses of this domain."),
  ).toBeVisible();
  const admin = await browse(await newMember(portal, organisation, "admin"), { portal });
  guardOf(admin).expects(403, /settings\/sign-in$/);
  expect((await admin.goto(`${organisation.path}/settings/sign-in`))?.status()).toBe(403);
});
