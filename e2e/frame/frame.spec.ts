import { expectNoSidewaysScroll } from "../support/accessibility";
import { newCrowd } from "../support/crowd";
import { guardOf } from "../support/guard";
import { newOrganisation, newPerson } from "../support/people";
import { expect, test } from "../support/test";
import { alive, arrive, visit } from "../support/visit";

test("the first press of Tab leads past the frame", async ({ portal, browse }) => {
  const { owner, path } = await newOrganisation(portal);
  const page = await browse(owner);
  await visit(page, path);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("on narrow screens the side bar is a sheet, opened by key and closed by Escape and on navigation", async ({
  portal,
  browse,
}) => {
  const { owner, path } = await newOrganisation(portal);
  const page = await browse(owner, { viewport: { width: 360, height: 700 } });
  await visit(page, path);
  const sections = page.getByRole("navigation", { name: "Apex Gaming" });
  await expect(sections).toBeHidden();
  const menu = page.getByRole("button", { name: "Menu", exact: true });
  await menu.focus();
  await page.keyboard.press("Enter");
  await expect(sections).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sections).toBeHidden();
  await expect(menu).toBeFocused();
  await page.keyboard.press("Enter");
  await sections.getByRole("link", { name: "Members" }).click();
  await arrive(page, `${path}/members`);
  await expect(sections).toBeHidden();
  await menu.click();
  await expect(sections).toBeVisible();
  await page.mouse.click(350, 650);
  await expect(sections).toBeHidden();
  await expectNoSidewaysScroll(page);
});

test("a chosen theme applies at once, on later pages, and from the server's first byte", async ({ portal, browse }) => {
  const page = await browse(await newPerson(portal), { colorScheme: "light" });
  await visit(page, "/dashboard/account");
  const html = page.locator("html");
  const ground = () => page.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);
  await expect(html).not.toHaveAttribute("data-theme");
  const bright = await ground();
  await page.getByRole("button", { name: "Theme: system" }).click();
  await page.getByRole("button", { name: "Theme: light" }).click();
  await expect(page.getByRole("button", { name: "Theme: dark" })).toBeVisible();
  await expect(html).toHaveAttribute("data-theme", "dark");
  expect(await ground()).not.toBe(bright);
  expect(await (await page.request.get("/dashboard/account")).text()).toMatch(
    /^<!DOCTYPE html><html[^>]* data-theme="dark"/,
  );
  await visit(page, "/dashboard/invitations");
  await expect(html).toHaveAttribute("data-theme", "dark");
  await page.getByRole("button", { name: "Theme: dark" }).click();
  await expect(html).not.toHaveAttribute("data-theme");
  expect(await (await page.request.get("/dashboard/account")).text()).not.toMatch(/<html[^>]*data-theme/);
});

test("without JavaScript every page can be read, and filters, search and signing out work", async ({
  portal,
  browse,
}) => {
  const { owner, organisation, invitation } = await newCrowd(portal);
  const page = await browse(owner, { javaScriptEnabled: false });
  // The browser reports every script that it doesn't run.
  guardOf(page).off();
  for (const [path, words] of [
    ["/dashboard/organisations", organisation.name],
    ["/dashboard/account", owner.email],
    ["/dashboard/invitations", "Rust Belt"],
    ["/dashboard/portal/outbox", invitation.email],
    ["/dashboard/portal/organisations", organisation.handle],
    [organisation.path, organisation.handle],
    [`${organisation.path}/members`, "Ada Admin"],
    [`${organisation.path}/invitations`, invitation.email],
    [`${organisation.path}/activity`, "name: Before → After"],
    [`${organisation.path}/settings`, "Unlimited"],
    [`${organisation.path}/members/${owner.id}`, owner.email],
    [`${organisation.path}/roles`, "Onlooker"],
    [`${organisation.path}/rights`, "Edit the organisation"],
  ] as const) {
    expect((await page.goto(path))?.status()).toBe(200);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("main").getByText(words).first()).toBeVisible();
  }
  await page.goto(`${organisation.path}/activity`);
  await page.getByLabel("Action", { exact: true }).selectOption("Renamed");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page.getByRole("table", { name: "Activity" }).getByRole("row")).toHaveCount(2);
  await page.goto("/dashboard/organisations");
  await page.getByRole("searchbox", { name: "Search organisations" }).fill("nothing");
  await page.getByRole("searchbox", { name: "Search organisations" }).press("Enter");
  await expect(page.getByText("Nothing found")).toBeVisible();
  await page.locator("summary", { hasText: owner.name }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
  expect(await portal.sql("select from sessions where user_id = $1", [owner.id])).toEqual([]);
});

test("a form sent before hydration puts nothing into the URL", async ({ page }) => {
  const forms = ["/sign-in", "/sign-up", "/reset-password"];
  for (const path of forms) {
    await page.goto(path);
    await alive(page);
    for (const form of await page.locator("main form").all()) await expect(form).toHaveAttribute("method", "post");
  }
});
