import { newMember, newOrganisation, newPerson } from "../support/people";
import { expect, test } from "../support/test";
import { arrive, visit } from "../support/visit";

const ofOrganisation = [
  "",
  "/members",
  "/invitations",
  "/roles",
  "/rights",
  "/servers",
  "/nodes",
  "/activity",
  "/notifications",
  "/settings",
];
const ofAccount = [
  "",
  "/account",
  "/invitations",
  "/organisations",
  "/organisations/new",
  "/portal/organisations",
  "/portal/tiers",
  "/portal/nodes",
  "/portal/gateways",
  "/portal/outbox",
  "/portal/zones",
];

test("every page of the dashboard sends a stranger to sign-in, which leads back", async ({ page, portal }) => {
  const { path } = await newOrganisation(portal);
  for (const address of [
    ...ofAccount.map((each) => `/dashboard${each}`),
    ...ofOrganisation.map((each) => path + each),
  ]) {
    const answer = await page.request.get(address, { maxRedirects: 0 });
    expect(answer.status(), address).toBe(307);
    expect(answer.headers().location, address).toBe(`/sign-in?next=${encodeURIComponent(address)}`);
    expect(await answer.text(), address).not.toContain("Apex Gaming");
  }
  await page.goto(`${path}/activity?action=member.invite`);
  await arrive(page, `/sign-in?next=${encodeURIComponent(`${path}/activity?action=member.invite`)}`);
});

test("an outsider gets the same answer as for a page that doesn't exist", async ({ portal, browse }) => {
  const { id, path } = await newOrganisation(portal);
  const page = await browse(await newPerson(portal));
  for (const address of [...ofOrganisation.map((each) => path + each), `/dashboard/organisations/${id}`]) {
    const [there, nowhere] = [
      await page.request.get(address),
      await page.request.get(address.replace(/o-[0-9a-f]{12}|[0-9a-f-]{36}/, "o-000000000000")),
    ];
    expect(there.status(), address).toBe(404);
    expect(nowhere.status()).toBe(404);
    expect(await there.text()).not.toContain("Apex Gaming");
  }
  await visit(page, path, { status: 404 });
  await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
  await visit(page, "/no/such/page", { status: 404 });
});

test("a member sees a refusal on pages that their role doesn't allow", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const member = await browse(await newMember(portal, organisation, "member"));
  for (const section of ["/activity", "/invitations", "/settings"]) {
    await visit(member, organisation.path + section, { status: 403 });
    await expect(member.getByRole("heading", { name: "Your role doesn’t allow this" })).toBeVisible();
  }
  await visit(member, organisation.path);
  const sections = member.getByRole("navigation", { name: "Apex Gaming" }).getByRole("link");
  await expect(sections).toHaveText([/Overview/, /Projects/, /Members/, /Roles/, /Servers/, /Nodes/, /Tunnels/, /DNS/]);
  await visit(member, `${organisation.path}/members`);
  await expect(member.getByRole("button", { name: "Invite somebody" })).toHaveCount(0);
  await expect(member.getByText(organisation.owner.email)).toHaveCount(0);

  const admin = await browse(await newMember(portal, organisation, "admin"));
  await visit(admin, `${organisation.path}/settings`, { status: 403 });
  await visit(admin, `${organisation.path}/members`);
  await expect(admin.getByText(organisation.owner.email)).toBeVisible();
});

test("a disabled account loses access on its next request", async ({ portal, browse }) => {
  const { owner, path } = await newOrganisation(portal);
  const page = await browse(owner);
  await visit(page, path);
  await portal.sql("update users set disabled_at = now() where id = $1", [owner.id]);
  await page.getByRole("link", { name: "Members", exact: false }).first().click();
  await arrive(page, /^\/sign-in\?next=/);
});

test("a removed member loses access on the next request, and a demoted one has the new role", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const admin = await newMember(portal, organisation, "admin");
  const page = await browse(admin);
  await visit(page, `${organisation.path}/invitations`);
  await portal.sql("update members set role = 'member' where user_id = $1", [admin.id]);
  await visit(page, `${organisation.path}/invitations`, { status: 403 });
  await portal.sql("delete from members where user_id = $1", [admin.id]);
  await visit(page, `${organisation.path}/members`, { status: 404 });
});

test("a session without its second factor can open only the page about it", async ({ portal, browse }) => {
  const { owner, path } = await newOrganisation(portal);
  await portal.sql("update users set second_factor_enabled_at = now() where id = $1", [owner.id]);
  const page = await browse(owner);
  for (const address of [
    ...ofAccount.map((each) => `/dashboard${each}`),
    ...ofOrganisation.map((each) => path + each),
  ]) {
    const answer = await page.request.get(address, { maxRedirects: 0 });
    expect([answer.status(), answer.headers().location], address).toEqual([
      307,
      `/second-factor?next=${encodeURIComponent(address)}`,
    ]);
  }
  await visit(page, "/second-factor");
  await expect(page.getByText(`You are signed in as ${owner.email}.`)).toBeVisible();
  await page.getByRole("button", { name: "Sign out" }).click();
  await arrive(page, "/sign-in");
});

test("an organisation that requires a second factor requires it of each session", async ({ portal, browse }) => {
  const { id, owner, path } = await newOrganisation(portal);
  await portal.sql("update organisations set second_factor_required = true where id = $1", [id]);
  const page = await browse(owner);
  await page.goto(`${path}/members`);
  await arrive(page, /^\/dashboard\/second-factor-required\?organisation=/);
  await portal.sql("update users set second_factor_enabled_at = now() where id = $1", [owner.id]);
  await portal.sql("update sessions set second_factor_at = now() where user_id = $1", [owner.id]);
  await visit(page, `${path}/members`);
});

test("next-auth's unused routes are closed", async ({ page }) => {
  for (const [method, path] of [
    ["GET", "signin"],
    ["POST", "signin/email"],
    ["GET", "signin/email"],
    ["POST", "signin/credentials"],
    ["GET", "callback/email"],
    ["POST", "callback/email"],
    ["GET", "callback/credentials"],
    ["GET", "signout"],
    ["GET", "error"],
    ["GET", "verify-request"],
    ["POST", "_log"],
    ["POST", "session"],
    ["GET", "session/../signin"],
  ] as const) {
    const answer = await page.request.fetch(`/api/auth/${path}`, {
      method,
      maxRedirects: 0,
      form: { email: "a@b.org" },
    });
    expect(answer.status(), `${method} ${path}`).toBe(404);
  }
  expect((await page.request.get("/api/auth/session")).status()).toBe(200);
});
