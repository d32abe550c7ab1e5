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
  await page.getByLabel("What it is for").fill("deploys");
  await page.getByRole("button", { name: "Make a token" }).click();
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
  await expect(page.getByRole("heading", { name: "No token yet" })).toBeVisible();
  expect((await program.get(base)).status()).toBe(401);
  await program.dispose();
});
