import type { Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "../support/accessibility";
import { newMember, newOrganisation, newPerson } from "../support/people";
import { expect, test } from "../support/test";
import { newTown } from "../support/town";
import { arrive, visit } from "../support/visit";

const field = (page: Page) => page.getByRole("combobox", { name: "Go to or run" });
const chosen = (page: Page) => page.getByRole("option", { selected: true });

test("the palette leads to a section and to another organisation by keyboard only", async ({ portal, browse }) => {
  const { owner, organisation } = await newTown(portal);
  const page = await browse(owner);
  await visit(page, organisation.path);
  const before = page.getByRole("link", { name: "14 people" });
  await before.focus();
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
  await expect(chosen(page)).toContainText("Overview");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(field(page)).toBeHidden();
  await expect(before).toBeFocused();

  await page.keyboard.press("Meta+k");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("memb");
  await expect(chosen(page)).toContainText("Members");
  await expect(field(page)).toHaveAttribute("aria-activedescendant", (await chosen(page).getAttribute("id")) as string);
  await page.keyboard.press("Enter");
  await arrive(page, `${organisation.path}/members`);
  await expect(field(page)).toBeHidden();

  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("rookery");
  await expect(page.getByRole("option")).toHaveCount(1);
  await expect(page.getByRole("group", { name: "Organisations" })).toContainText("Rookery Chess Club");
  await page.keyboard.press("Enter");
  await arrive(page, /\/dashboard\/organisations\/rookery-chess-club/);
});

test("the palette's arrow keys wrap around, and a search without results says so", async ({ portal, browse }) => {
  const { owner, path } = await newOrganisation(portal);
  const page = await browse(owner);
  await visit(page, path);
  await page.getByRole("button", { name: "Go to or run…" }).click();
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(chosen(page)).toContainText("Sign out");
  await page.keyboard.press("ArrowDown");
  await expect(chosen(page)).toContainText("Overview");
  await page.keyboard.press("ArrowDown");
  await expect(chosen(page)).toContainText("Projects");
  await page.keyboard.type("zzz");
  await expect(page.getByRole("status").filter({ hasText: "No results for “zzz”." })).toBeVisible();
  await expect(page.getByRole("option")).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(field(page)).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeHidden();
});

test("the palette runs commands: inviting, creating, the theme, signing out", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const page = await browse(organisation.owner);
  const run = async (words: string) => {
    await page.keyboard.press("Control+k");
    await expect(field(page)).toBeFocused();
    await page.keyboard.type(words);
    await expect(page.getByRole("option")).not.toHaveCount(0);
    await page.keyboard.press("Enter");
  };
  await visit(page, organisation.path);
  await run("invite somebody");
  await expect(page.getByRole("dialog", { name: "Invite somebody to Apex Gaming" })).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page).toHaveURL(`${organisation.path}/invitations`);
  await run("dark theme");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("button", { name: "Theme: dark" })).toBeVisible();
  await run("new organisation");
  await arrive(page, "/dashboard/organisations/new");
  await run("sign out");
  await arrive(page, "/sign-in");
  expect(await portal.sql("select from sessions where user_id = $1", [organisation.owner.id])).toEqual([]);
});

test("the palette offers only permitted commands, and stays closed while a dialog is open", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const member = await browse(await newMember(portal, organisation, "member"));
  await visit(member, organisation.path);
  await member.keyboard.press("Control+k");
  await expect(field(member)).toBeFocused();
  await member.keyboard.type("invite somebody");
  await expect(member.getByRole("option")).toHaveCount(0);

  const owner = await browse(organisation.owner);
  await visit(owner, `${organisation.path}/invitations`);
  await owner.getByRole("button", { name: "Invite somebody" }).click();
  await expect(owner.getByRole("dialog")).toBeVisible();
  await owner.keyboard.press("Control+k");
  await expect(field(owner)).toHaveCount(0);
});

test("on narrow screens the top bar opens the palette, in both themes", async ({ portal, browse }) => {
  const person = await newPerson(portal);
  for (const colorScheme of ["light", "dark"] as const) {
    const page = await browse(person, { colorScheme, viewport: { width: 360, height: 700 } });
    await visit(page, "/dashboard/account");
    await page.getByRole("button", { name: "Go to or run" }).click();
    await expect(field(page)).toBeFocused();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.getByRole("option", { name: "Access tokens", exact: true }).click();
    await arrive(page, "/dashboard/account/tokens");
  }
});

test("an invitation can be revoked from its toast", async ({ portal, browse }) => {
  const { owner, path } = await newOrganisation(portal);
  const page = await browse(owner);
  await visit(page, `${path}/invitations`);
  await page.getByRole("button", { name: "Invite somebody" }).click();
  await page.getByLabel("E-mail address").fill("too.early@example.org");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(page.getByRole("row", { name: /too\.early/ })).toBeVisible();
  await page.getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(page.getByText("Invitation of too.early@example.org revoked.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "No pending invitations" })).toBeVisible();
});
