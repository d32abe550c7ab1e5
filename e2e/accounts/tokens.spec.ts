import { permissions } from "@/lib/access";
import { contractOf } from "@/lib/doors/openapi/testing";
import { expectAccessible } from "../support/accessibility";
import { newAddress, newOrganisation, newPerson } from "../support/people";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";

test("a token is created in the browser, works over HTTP, and is refused once it is revoked", async ({
  portal,
  browse,
  playwright,
}) => {
  const organisation = await newOrganisation(portal);
  const page = await browse(organisation.owner);
  await visit(page, "/dashboard/account/tokens");
  await page.getByRole("button", { name: "New token" }).click();
  await page.getByLabel("Name", { exact: true }).fill("deploys");
  await page.getByRole("button", { name: "Create token" }).click();
  const token = await page.getByLabel("Token", { exact: true }).inputValue();
  expect(token).toMatch(/^gh_[\w-]{43}$/);

  const context = await playwright.request.newContext({
    baseURL: portal.url,
    extraHTTPHeaders: { "x-api-key": token },
  });
  const holds = contractOf(await (await context.get("/api/openapi.json")).json());
  /** Checks every answer against the OpenAPI document that the portal publishes. */
  const call = async (method: "GET" | "POST", path: string, data?: object) => {
    const answer = await context.fetch(path, { method, data });
    const body = await answer.json();
    holds(method, answer.url(), answer.status(), body);
    return { status: answer.status(), body };
  };
  const base = `/api/organisations/${organisation.handle}`;
  expect((await call("GET", base)).body).toMatchObject({ handle: organisation.handle, orgRole: "owner" });
  const email = newAddress();
  expect(await call("POST", `${base}/invite`, { email })).toMatchObject({
    status: 201,
    body: { email, state: "pending" },
  });
  expect((await portal.mail.mailTo(email)).subject).toContain("invites you");
  expect((await call("GET", "/api/organization.active")).body).toMatchObject({ slug: organisation.handle });
  expect((await call("GET", "/api/organisations")).status).toBe(403);
  expect((await call("GET", "/api/health")).body).toMatchObject({ status: "ok", worker: "ok" });
  const large = await call("POST", `${base}/invite`, { email: "x".repeat(1_050_000) });
  expect(large).toMatchObject({ status: 413, body: { code: "TOO_LARGE" } });

  await visit(page, `${organisation.path}/tokens`);
  await page.getByRole("button", { name: "Revoke token deploys" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke token" }).click();
  await expect(page.getByText("Token deploys revoked.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "No tokens" })).toBeVisible();
  expect((await call("GET", base)).status).toBe(401);
  await context.dispose();
});

test("a token gets selected permissions, with or without an expiry, and can do no more", async ({
  portal,
  browse,
  playwright,
}) => {
  const organisation = await newOrganisation(portal);
  const page = await browse(organisation.owner);
  await visit(page, "/dashboard/account/tokens");
  await page.getByRole("button", { name: "New token" }).click();
  const dialog = page.getByRole("dialog", { name: "New access token" });
  await expect(dialog.getByLabel("Full access")).toBeChecked();
  await expect(dialog.getByRole("checkbox")).toHaveCount(0);
  await dialog.getByLabel("Name", { exact: true }).fill("reading along");
  await dialog.getByLabel("Selected permissions").check();
  await expect(dialog.getByRole("checkbox")).toHaveCount(permissions.length);
  await expect(dialog.getByLabel("Invite people")).toHaveAccessibleDescription(/Send invitations/);
  await expect(dialog.getByLabel("See the members")).toBeChecked();
  await dialog.getByLabel("Read the activity").uncheck();
  await expectAccessible(page);
  await dialog.getByLabel("Expires in").selectOption("Never");
  await dialog.getByRole("button", { name: "Create token" }).click();
  const token = await page.getByLabel("Token", { exact: true }).inputValue();
  const row = page.getByRole("row", { name: /reading along/ });
  await expect(row).toContainText(`of ${permissions.length} permissions`);
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

test("a token for the whole account or the portal shows a warning and stands out in the list", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal, await newPerson(portal, { portalAdmin: true }));
  const page = await browse(organisation.owner);
  await visit(page, "/dashboard/account/tokens?new=1");
  const dialog = page.getByRole("dialog", { name: "New access token" });
  await dialog.getByLabel("Name", { exact: true }).fill("everything");
  await expect(dialog.getByText("This token has access to everything you have")).toHaveCount(0);
  await dialog.getByLabel("Scope").selectOption("Whole account, all organisations");
  await expect(dialog.getByText("This token has access to everything you have")).toBeVisible();
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expect(page.getByRole("row", { name: /everything/ })).toContainText("Whole account");
  await expect(page).toHaveURL("/dashboard/account/tokens");

  await page.getByRole("button", { name: "New token" }).click();
  await dialog.getByLabel("Name", { exact: true }).fill("machines");
  await dialog.getByLabel("Scope").selectOption("Portal administration");
  await expect(dialog.getByText("This token can administer the whole portal")).toBeVisible();
  await expect(dialog.getByLabel("Name", { exact: true })).toHaveValue("machines");
  await dialog.getByLabel("Scope").selectOption("Whole account, all organisations");
  await dialog.getByLabel("Scope").selectOption("Portal administration");
  await dialog.getByLabel("Selected permissions").check();
  await dialog.getByLabel("See every zone").uncheck();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Create token" }).click();
  const row = page.getByRole("row", { name: /machines/ });
  await expect(row).toContainText("Portal administration");
  await expect(row).toContainText("5 of 12 permissions");
});
