import type { Page } from "@playwright/test";
import { newMember, newOrganisation } from "../support/people";
import { expect, test } from "../support/test";
import { newTown } from "../support/town";
import { arrive, visit } from "../support/visit";

const rowsOf = (page: Page, table: string) => page.getByRole("table", { name: table }).getByRole("row");
const search = async (page: Page, label: string, words: string) => {
  await page.getByRole("searchbox", { name: label }).fill(words);
  await page.getByRole("searchbox", { name: label }).press("Enter");
};

test("members can be searched, filtered, sorted and paged together, and going back undoes each step", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  await portal.sql(
    `with people as (insert into users (id, email, name)
       select gen_random_uuid(), md5(random()::text) || '@example.org', 'Guest ' || lpad(number::text, 3, '0')
       from generate_series(1, 120) number returning id)
     insert into members (organisation_id, user_id, role) select $1, id, 'member' from people`,
    [organisation.id],
  );
  const page = await browse(organisation.owner);
  const path = `${organisation.path}/members`;
  const rows = rowsOf(page, "Members");
  await visit(page, path);
  await search(page, "Search members", "GUEST");
  await arrive(page, `${path}?q=GUEST`);
  await page.getByRole("navigation", { name: "Show" }).getByRole("link", { name: "Members 120" }).click();
  await arrive(page, `${path}?q=GUEST&role=member`);
  await page.getByRole("columnheader", { name: "Member" }).getByRole("link").click();
  await arrive(page, `${path}?q=GUEST&role=member&sort=name`);
  await expect(rows.nth(1)).toContainText("Guest 001");
  await page.getByRole("columnheader", { name: "Member" }).getByRole("link").press("Enter");
  await arrive(page, `${path}?q=GUEST&role=member&sort=-name`);
  await expect(rows.nth(1)).toContainText("Guest 120");
  await expect(page.getByRole("columnheader", { name: "Member" })).toHaveAttribute("aria-sort", "descending");
  await expect(page.getByRole("columnheader", { name: "Member" }).getByRole("link")).toBeFocused();
  const seen: string[] = [];
  for (const size of [50, 50, 20]) {
    await expect(rows).toHaveCount(size + 1);
    const names = page.getByRole("table", { name: "Members" }).getByText(/^Guest \d+/);
    seen.push(...(await names.allTextContents()).map((name) => name.trim()));
    if (size < 50) break;
    const before = page.url();
    await page.getByRole("link", { name: "Next", exact: true }).click();
    await page.waitForURL((url) => url.href !== before);
    await expect(names.filter({ hasText: seen.at(-1) })).toHaveCount(0);
  }
  expect(seen).toEqual(Array.from({ length: 120 }, (_, index) => `Guest ${String(120 - index).padStart(3, "0")}`));
  await page.getByRole("link", { name: "First page" }).click();
  await expect(rows.nth(1)).toContainText("Guest 120");
  for (let each = 0; each < 3; each++) await page.goBack();
  await arrive(page, `${path}?q=GUEST&role=member&sort=-name`);
  await page.goBack();
  await page.goBack();
  await page.goBack();
  await arrive(page, `${path}?q=GUEST`);
  await page.goBack();
  await arrive(page, path);
  await expect(page.getByRole("searchbox", { name: "Search members" })).toHaveValue("");
});

test("only viewers who see addresses find members by address, and others can't tell", async ({ portal, browse }) => {
  const { owner, organisation, members } = await newTown(portal);
  const page = await browse(owner);
  await visit(page, `${organisation.path}/members?q=@fjordhost`);
  await expect(rowsOf(page, "Members")).toHaveCount(2);
  await expect(rowsOf(page, "Members").nth(1)).toContainText("Ingrid Bjørnstad");
  const [admin] = members;
  const manager = await browse(admin);
  await visit(manager, `${organisation.path}/members?q=ingrid.`);
  await expect(rowsOf(manager, "Members").nth(1)).toContainText("Ingrid Bjørnstad");
  const member = await browse(await newMember(portal, organisation, "member"));
  await visit(member, `${organisation.path}/members?q=@fjordhost`);
  await expect(member.getByRole("heading", { name: "No members found" })).toBeVisible();
  await member.getByRole("link", { name: "Show all members" }).click();
  await arrive(member, `${organisation.path}/members`);
  await search(member, "Search members", "bjornstad");
  await arrive(member, /q=bjornstad/);
  await expect(rowsOf(member, "Members")).toHaveCount(2);
});

test("an invalid filter or page mark is reported, and cleared with one press", async ({ portal, browse }) => {
  const { owner, path } = await newOrganisation(portal);
  const page = await browse(owner);
  for (const [words, told] of [
    ["role=emperor", "Role “emperor” not found."],
    ["sort=email", "This list can’t be sorted by that."],
    ["cursor=!", "This page mark isn’t valid."],
    ["cursor=WyIyMDI2LTAxLTAxVDAwOjAwOjAwLjAwMFoiLCJ4Il0&sort=name", "This page mark isn’t valid."],
  ]) {
    await visit(page, `${path}/members?${words}`);
    await expect(page.getByText(told as string)).toBeVisible();
    await expect(page.getByRole("table", { name: "Members" })).toHaveCount(0);
  }
  await page.getByRole("link", { name: "Clear filters" }).click();
  await arrive(page, `${path}/members`);
  await expect(rowsOf(page, "Members")).toHaveCount(2);
  await visit(page, `${path}/invitations?state=lost`);
  await expect(page.getByText("State not found.")).toBeVisible();
  await visit(page, "/dashboard/organisations?sort=tier");
  await expect(page.getByText("This list can’t be sorted by that.")).toBeVisible();
});

test("invitations can be filtered by state and found by address", async ({ portal, browse }) => {
  const { owner, organisation } = await newTown(portal);
  const page = await browse(owner);
  const path = `${organisation.path}/invitations`;
  const rows = rowsOf(page, "Invitations");
  await visit(page, path);
  await expect(rows).toHaveCount(4);
  for (const [label, state, words] of [
    ["Accepted", "accepted", "joined"],
    ["Declined", "rejected", "declined"],
    ["Revoked", "revoked", "revoked"],
    ["Expired", "expired", "expired"],
  ]) {
    await page.getByRole("navigation", { name: "Show" }).getByRole("link", { name: label }).click();
    await arrive(page, `${path}?state=${state}`);
    await expect(rows).toHaveCount(2);
    await expect(rows.nth(1)).toContainText(words as string);
  }
  await search(page, "Search invitations", "Hallvard");
  await arrive(page, `${path}?q=Hallvard&state=expired`);
  await page.getByRole("link", { name: "Search all" }).click();
  await arrive(page, `${path}?q=Hallvard&state=all`);
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText("Not delivered");
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Nothing found" })).toBeVisible();
});

test("the activity can be searched by target", async ({ portal, browse }) => {
  const { owner, organisation } = await newTown(portal);
  const page = await browse(owner);
  await visit(page, `${organisation.path}/activity`);
  await page.getByLabel("Target", { exact: true }).fill("HALLVARD");
  await page.getByRole("button", { name: "Filter" }).click();
  await arrive(page, /q=HALLVARD/);
  await expect(rowsOf(page, "Activity")).toHaveCount(3);
  await expect(page.getByText("couldn’t deliver the mail to hallvard@fjordhost.example")).toBeVisible();
});

test("rows shown as cards are sorted from a menu", async ({ portal, browse }) => {
  const { owner, organisation } = await newTown(portal);
  const page = await browse(owner, { viewport: { width: 360, height: 800 } });
  await visit(page, `${organisation.path}/members`);
  await page.getByLabel("Sorted by Joined, oldest first. Change sorting").click();
  await page.getByRole("link", { name: "Name, A to Z" }).click();
  await arrive(page, `${organisation.path}/members?sort=name`);
  await expect(page.getByRole("link", { name: "Name, Z to A" })).toBeHidden();
  await expect(rowsOf(page, "Members").nth(1)).toContainText("Adaeze Okonkwo");
});
