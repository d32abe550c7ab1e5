import { expectAccessible } from "./support/accessibility";
import { newAddress, newOrganisation } from "./support/people";
import { expect, test } from "./support/test";
import { visit } from "./support/visit";

test("a token is made in the browser, works over HTTP, and is refused once it is ended", async ({
  portal,
  browse,
  playwright,
}) => {
  const organisation = await newOrganisation(portal);
  const page = await browse(organisation.owner);
  await visit(page, "/dashboard/account/tokens");
  await page.getByRole("button", { name: "New token" }).click();
  await page.getByLabel("What it is for").fill("deploys");
  await page.getByRole("button", { name: "Make the token" }).click();
  const token = await page.getByLabel("Token", { exact: true }).inputValue();
  expect(token).toMatch(/^gh_[\w-]{43}$/);

  const program = await playwright.request.newContext({
    baseURL: portal.url,
    extraHTTPHeaders: { "x-api-key": token },
  });
  const base = `/api/organisations/${organisation.handle}`;
  expect(await (await program.get(base)).json()).toMatchObject({ handle: organisation.handle, role: "owner" });
  const email = newAddress();
  const invited = await program.post(`${base}/invite`, { data: { email } });
  expect([invited.status(), await invited.json()]).toMatchObject([201, { email, state: "pending" }]);
  expect((await portal.mail.mailTo(email)).subject).toContain("invites you");
  expect(await (await program.get("/api/organization.active")).json()).toMatchObject({ slug: organisation.handle });
  expect((await program.get("/api/organisations")).status()).toBe(403);
  expect(await (await program.get("/api/health")).json()).toMatchObject({ status: "ok", worker: "ok" });
  const large = await program.post(`${base}/invite`, { data: { email: "x".repeat(1_050_000) } });
  expect([large.status(), await large.json()]).toMatchObject([413, { code: "TOO_LARGE" }]);

  await visit(page, `${organisation.path}/tokens`);
  await page.getByRole("button", { name: "End the token deploys" }).click();
  await page.getByRole("button", { name: "End it" }).click();
  await expect(page.getByText("The token deploys is ended.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "No token opens this organisation" })).toBeVisible();
  expect((await program.get(base)).status()).toBe(401);
  await program.dispose();
});

test("a token gets a chosen part of one's permissions, for ever or for a while, and does no more", async ({
  portal,
  browse,
  playwright,
}) => {
  const organisation = await newOrganisation(portal);
  const page = await browse(organisation.owner);
  await visit(page, "/dashboard/account/tokens");
  await page.getByRole("button", { name: "New token" }).click();
  const dialog = page.getByRole("dialog", { name: "New access token" });
  await expect(dialog.getByLabel("All that I may")).toBeChecked();
  await expect(dialog.getByRole("checkbox")).toHaveCount(0);
  await dialog.getByLabel("What it is for").fill("reading along");
  await dialog.getByLabel("Only a part of it").check();
  await expect(dialog.getByRole("checkbox")).toHaveCount(5);
  await expect(dialog.getByLabel("Invite people")).toHaveAccessibleDescription(/Send invitations/);
  await expect(dialog.getByLabel("See the members")).toBeChecked();
  await dialog.getByLabel("Read the activity").uncheck();
  await expectAccessible(page);
  await dialog.getByLabel("Ends after").selectOption("Never, until somebody ends it");
  await dialog.getByRole("button", { name: "Make the token" }).click();
  const token = await page.getByLabel("Token", { exact: true }).inputValue();
  const row = page.getByRole("row", { name: /reading along/ });
  await expect(row).toContainText("See the members");
  await expect(row).toContainText("never");

  const program = await playwright.request.newContext({
    baseURL: portal.url,
    extraHTTPHeaders: { "x-api-key": token },
  });
  const base = `/api/organisations/${organisation.handle}`;
  expect((await program.get(`${base}/users`)).status()).toBe(200);
  expect((await program.get(`${base}/activity`)).status()).toBe(403);
  expect((await program.post(`${base}/invite`, { data: { email: newAddress() } })).status()).toBe(403);
  await program.dispose();
});

test("a token for the whole account is warned of, and stands out in the list", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const page = await browse(organisation.owner);
  await visit(page, "/dashboard/account/tokens?new=1");
  const dialog = page.getByRole("dialog", { name: "New access token" });
  await dialog.getByLabel("What it is for").fill("everything");
  await expect(dialog.getByText("This opens everything that you can open")).toHaveCount(0);
  await dialog.getByLabel("Reach").selectOption("Your whole account, every organisation");
  await expect(dialog.getByText("This opens everything that you can open")).toBeVisible();
  await dialog.getByRole("button", { name: "Make the token" }).click();
  await expect(page.getByRole("row", { name: /everything/ })).toContainText("Your whole account");
  await expect(page).toHaveURL("/dashboard/account/tokens");
});
