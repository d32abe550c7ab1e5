import { newOrganisation } from "../support/people";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";

test("the API reference lists each call, and expands to its fields and its response", async ({ portal, browse }) => {
  const { owner } = await newOrganisation(portal);
  const page = await browse(owner);
  await visit(page, "/dashboard/account/tokens");
  await page.getByRole("link", { name: "API reference" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "API reference" })).toBeVisible();
  const invite = page
    .locator("details", { hasText: "/api/organisations/{organisation}/invite" })
    .filter({ hasText: "Invite somebody" });
  await expect(invite.getByText("Needs the permission member.create.")).toBeHidden();
  await invite.getByText("Invite somebody").click();
  await expect(invite.getByText("Needs the permission member.create.")).toBeVisible();
  await expect(invite.getByRole("row", { name: /^email/ })).toContainText("body");
  await expect(invite.getByText("expiresAt: time").first()).toBeVisible();
  await expect(invite.getByText("curl -X POST")).toBeVisible();
  if (process.env.E2E_PICTURES)
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 1200 });
      await invite.scrollIntoViewIfNeeded();
      await page.screenshot({ path: `${process.env.E2E_PICTURES}/api-open-${width}.png` });
    }

  const document = await page.request.get("/api/openapi.json");
  expect(document.headers()["x-request-id"]).toMatch(/^[\w-]{36}$/);
  expect(await document.json()).toMatchObject({
    openapi: "3.1.0",
    servers: [{ url: `${new URL(portal.url).origin}/api` }],
  });
});
