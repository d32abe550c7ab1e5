import { contractOf } from "@/lib/transport/testing";
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

  const context = await playwright.request.newContext({
    baseURL: portal.url,
    extraHTTPHeaders: { "x-api-key": token },
  });
  const holds = contractOf(await (await context.get("/api/openapi.json")).json());
  /** Every answer is held to the document that the portal publishes. */
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
  await page.getByRole("button", { name: "End the token deploys" }).click();
  await page.getByRole("button", { name: "End it" }).click();
  await expect(page.getByText("The token deploys is ended.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "No token yet" })).toBeVisible();
  expect((await call("GET", base)).status).toBe(401);
  await context.dispose();
});
