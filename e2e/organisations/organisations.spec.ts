import { newHandle, newOrganisation, newPerson } from "../support/people";
import { expect, test } from "../support/test";
import { newTown } from "../support/town";
import { arrive, visit } from "../support/visit";

test("the list shows role, tier and members, and finds by name and handle", async ({ portal, browse }) => {
  const person = await newPerson(portal);
  const mine = await newOrganisation(portal, person, "Mine to Run");
  const other = await newOrganisation(portal, undefined, "Somebody Else’s");
  await portal.sql("insert into members (organisation_id, user_id, role) values ($1, $2, 'member')", [
    other.id,
    person.id,
  ]);
  await portal.sql("update organisations set portal_tier = 'paid' where id = $1", [other.id]);
  const page = await browse(person);
  await visit(page, "/dashboard/organisations");
  await expect(page.getByRole("row", { name: /Mine to Run/ })).toContainText(/Owner.*Free Portal.*1/);
  await expect(page.getByRole("row", { name: /Somebody Else’s/ })).toContainText(/Member.*Pro Portal.*2/);
  const search = page.getByRole("searchbox", { name: "Search organisations" });
  await search.fill(mine.handle.toUpperCase());
  await search.press("Enter");
  await arrive(page, /\?q=/);
  await expect(page.getByRole("row")).toHaveCount(2);
  await visit(page, "/dashboard/organisations?q=nothing-like-it");
  await expect(page.getByText("None of your organisations has “nothing-like-it” in its name or handle.")).toBeVisible();
});

test("a handle is checked while typing, and a refusal keeps what was typed", async ({ portal, browse }) => {
  const taken = await newOrganisation(portal);
  const free = newHandle();
  const page = await browse(await newPerson(portal));
  await visit(page, "/dashboard/organisations/new");
  const [name, handle] = [page.getByLabel("Name", { exact: true }), page.getByLabel("Handle")];
  await name.fill("Second Guild");
  for (const [typed, words] of [
    [taken.handle.toUpperCase(), "This handle is taken. Try another one."],
    ["admin", "This handle is reserved. Try another one."],
    ["a--b", "Don’t put two hyphens together."],
    ["ab", "Use at least 3 characters."],
    ["ünïcode", "Use only the letters a to z, digits and hyphens."],
  ] as const) {
    await handle.fill(typed);
    await expect(handle).toHaveAccessibleDescription(new RegExp(`^${words}`));
  }
  await handle.fill(free);
  await expect(page.getByText(`${free} is available.`)).toBeVisible();
  await expect(handle).not.toHaveAttribute("aria-invalid");

  await handle.fill(taken.handle);
  await page.getByRole("button", { name: "Create organisation" }).click();
  await expect(handle).toHaveAccessibleDescription(/^This handle is taken/);
  await expect(name).toHaveValue("Second Guild");
  await expect(handle).toHaveValue(taken.handle);
  await handle.fill(free);
  await page.getByRole("button", { name: "Create organisation" }).click();
  await arrive(page, `/dashboard/organisations/${free}`);
  await expect(page.getByRole("heading", { name: "Second Guild", level: 1 })).toBeVisible();
});

test("without a handle one is made from the name, and a name is needed", async ({ portal, browse }) => {
  const page = await browse(await newPerson(portal));
  await visit(page, "/dashboard/organisations/new");
  await page.getByRole("button", { name: "Create organisation" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveAccessibleDescription(/Enter a name/);
  const name = `Café ${newHandle()}`;
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create organisation" }).click();
  await arrive(page, `/dashboard/organisations/${name.replace("Café ", "cafe-")}`);
});

test("only one organisation is created, however often the button is pressed", async ({ portal, browse }) => {
  const person = await newPerson(portal);
  const page = await browse(person);
  await visit(page, "/dashboard/organisations/new");
  await page.getByLabel("Name", { exact: true }).fill(newHandle());
  await page.getByRole("button", { name: "Create organisation" }).evaluate((button: HTMLButtonElement) => {
    for (let press = 0; press < 5; press++) button.click();
  });
  await arrive(page, /^\/dashboard\/organisations\/o-/);
  expect(await portal.sql("select from organisations where owner_id = $1", [person.id])).toHaveLength(1);
});

test("the owner renames it; the old handle redirects, with path and query, and nobody else can take it", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const page = await browse(organisation.owner);
  await visit(page, `${organisation.path}/settings`);
  const handle = newHandle();
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByLabel("Name", { exact: true }).fill("Apex Renamed");
  await page.getByLabel("Handle").fill(handle);
  await expect(page.getByText(`${handle} is available.`)).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await arrive(page, `/dashboard/organisations/${handle}/settings`);
  await page.goto(`${organisation.path}/activity?from=2020-01-01`);
  await arrive(page, `/dashboard/organisations/${handle}/activity?from=2020-01-01`);
  await expect(page.getByText("name: Apex Gaming → Apex Renamed")).toBeVisible();

  const somebody = await browse(await newPerson(portal));
  await visit(somebody, "/dashboard/organisations/new");
  await somebody.getByLabel("Handle").fill(organisation.handle);
  await expect(somebody.getByLabel("Handle")).toHaveAccessibleDescription(/held for its former organisation/);
});

test("a rename is undone from its toast, by keyboard, on any page", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const page = await browse(organisation.owner);
  const kept = () => portal.sql("select name, handle from organisations where id = $1", [organisation.id]);
  await visit(page, `${organisation.path}/settings`);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByLabel("Name", { exact: true }).fill("Only Renamed");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Edit", exact: true })).toBeFocused();
  // Focuses in turn the toast, its "Dismiss", its "Undo".
  await page.keyboard.press("Alt+t");
  for (const _ of ["toast", "Dismiss", "Undo"]) await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Undo" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("The name is Apex Gaming again.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
  await expect(page.getByRole("definition").filter({ hasText: /^Apex Gaming$/ })).toBeVisible();
  expect(await kept()).toEqual([{ name: "Apex Gaming", handle: organisation.handle }]);

  const handle = newHandle();
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByLabel("Handle").fill(handle);
  await page.getByRole("button", { name: "Save" }).click();
  await arrive(page, `/dashboard/organisations/${handle}/settings`);
  await page.getByRole("navigation", { name: "Apex Gaming" }).getByRole("link", { name: "Members" }).click();
  await arrive(page, `/dashboard/organisations/${handle}/members`);
  await page.getByRole("button", { name: "Undo" }).click();
  await arrive(page, `${organisation.path}/members`);
  expect(await kept()).toEqual([{ name: "Apex Gaming", handle: organisation.handle }]);
  await visit(page, `${organisation.path}/activity`);
  await expect(page.getByText("Apex Gaming → Only Renamed")).toBeVisible();
  await expect(page.getByText("Only Renamed → Apex Gaming")).toBeVisible();
});

test("the list is sorted by its column headers and filtered by role, in the URL", async ({ portal, browse }) => {
  const { owner } = await newTown(portal);
  const page = await browse(owner);
  await visit(page, "/dashboard/organisations");
  const inTable = page.getByRole("table", { name: "Organisations" }).getByRole("row");
  await expect(page.getByRole("columnheader", { name: "Last active" })).toHaveAttribute("aria-sort", "descending");
  await page.getByRole("link", { name: "Members", exact: true }).click();
  await arrive(page, "/dashboard/organisations?sort=-members");
  await expect(inTable.nth(1)).toContainText("Mothership Minecraft");
  await page.getByRole("navigation", { name: "Show" }).getByRole("link", { name: /I own/ }).click();
  await arrive(page, "/dashboard/organisations?role=owner&sort=-members");
  await expect(inTable).toHaveCount(3);
  await page.goBack();
  await arrive(page, "/dashboard/organisations?sort=-members");
  await expect(inTable).toHaveCount(8);
});
