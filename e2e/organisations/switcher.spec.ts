import { newOrganisation, newPerson, newSession } from "../support/people";
import { expect, test } from "../support/test";
import { arrive, visit } from "../support/visit";

test("the switcher works by keyboard: open, find, go; Escape returns the focus", async ({ portal, browse }) => {
  const person = await newPerson(portal);
  const [first, second] = [
    await newOrganisation(portal, person, "First Guild"),
    await newOrganisation(portal, person, "Second Guild"),
  ];
  const page = await browse(person);
  await visit(page, first.path);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Tab");
  const summary = page.getByLabel("Switch organisation, current: First Guild");
  await expect(summary).toBeFocused();
  await page.keyboard.press("Enter");
  const search = page.getByRole("searchbox", { name: "Find an organisation" });
  await expect(search).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(search).toBeHidden();
  await expect(summary).toBeFocused();

  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(search).toBeFocused();
  await page.keyboard.type("second");
  await expect(page.getByRole("link", { name: /First Guild Owner/ })).toHaveCount(0);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await arrive(page, second.path);
  await expect(page.getByLabel("Switch organisation, current: Second Guild")).toBeVisible();
  await expect(search).toBeHidden();
});

test("the star sets the default, says so, and can be undone", async ({ portal, browse }) => {
  const person = await newPerson(portal);
  const [first, second] = [
    await newOrganisation(portal, person, "First Guild"),
    await newOrganisation(portal, person, "Second Guild"),
  ];
  await portal.sql("update users set default_organisation_id = $2 where id = $1", [person.id, first.id]);
  const page = await browse(person);
  await visit(page, "/dashboard/organisations");
  await page.getByRole("button", { name: "Make Second Guild the default" }).click();
  await expect(page.getByText("Second Guild is now your default.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Second Guild is your default" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("First Guild is now your default.")).toBeVisible();
  await expect(page.getByRole("button", { name: "First Guild is your default" })).toBeVisible();
  const kept = await portal.sql("select default_organisation_id as id from users where id = $1", [person.id]);
  expect(kept).toEqual([{ id: first.id }]);

  await page.getByRole("button", { name: "Make Second Guild the default" }).click();
  await expect(page.getByRole("button", { name: "Second Guild is your default" })).toBeVisible();
  const elsewhere = await browse({ session: await newSession(portal, person.id) });
  await elsewhere.goto("/dashboard");
  await arrive(elsewhere, second.path);
});

test("a session continues where it was, or in the default after a removal", async ({ portal, browse }) => {
  const person = await newPerson(portal);
  const own = await newOrganisation(portal, person, "Own Guild");
  const other = await newOrganisation(portal, undefined, "Other Guild");
  await portal.sql("insert into members (organisation_id, user_id, role) values ($1, $2, 'member')", [
    other.id,
    person.id,
  ]);
  await portal.sql("update users set default_organisation_id = $2 where id = $1", [person.id, own.id]);
  const page = await browse(person);
  const active = () => portal.sql("select active_organisation_id as id from sessions where user_id = $1", [person.id]);
  await visit(page, other.path);
  await expect.poll(active).toEqual([{ id: other.id }]);
  await page.goto("/dashboard");
  await arrive(page, other.path);
  await portal.sql("delete from members where organisation_id = $1 and user_id = $2", [other.id, person.id]);
  await page.goto("/dashboard");
  await arrive(page, own.path);
  await visit(page, other.path, { status: 404 });
});

test("a user without an organisation sees what to do", async ({ portal, browse }) => {
  const page = await browse(await newPerson(portal));
  await page.goto("/dashboard");
  await arrive(page, "/dashboard/organisations");
  await expect(page.getByText("You aren’t in any organisation")).toBeVisible();
  await page.getByRole("link", { name: "New organisation" }).first().click();
  await arrive(page, "/dashboard/organisations/new");
});
