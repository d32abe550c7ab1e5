import { guardOf } from "../support/guard";
import { newPerson, newSession, password } from "../support/people";
import type { Portal } from "../support/portal";
import { expect, test } from "../support/test";
import { arrive, visit } from "../support/visit";

const path = "/dashboard/account/sessions";
const settings = "/dashboard/account/notifications";

/** The same person in another browser. */
const elsewhere = async (portal: Portal, id: string) => ({ session: await newSession(portal, id) });

test("sessions are listed with the current one first, and end one by one or all, with a message each time", async ({
  portal,
  browse,
}) => {
  const person = await newPerson(portal);
  const page = await browse(person);
  await visit(page, path);
  const others = [await elsewhere(portal, person.id), await elsewhere(portal, person.id)];
  const theirs = await Promise.all(others.map((other) => browse(other)));
  for (const one of theirs) await visit(one, path);
  await visit(page, path);
  const rows = page.getByRole("table", { name: "Sessions" }).getByRole("row");
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(1)).toContainText("This session");
  await page.getByRole("button", { name: "End the session of" }).first().click();
  await expect(page.getByText("Session ended.")).toBeVisible();
  await expect(rows).toHaveCount(3);
  // The button is gone: the focus is still on the page.
  await expect(page.getByRole("main")).toBeFocused();

  // Ended from elsewhere in the meantime.
  await portal.sql(
    "delete from sessions where user_id = $1 and id <> (select id from sessions where user_id = $1 order by created_at limit 1)",
    [person.id],
  );
  await page.getByRole("button", { name: "End the session of" }).click();
  await expect(page.getByText("That session had already ended.")).toBeVisible();
  await expect(rows).toHaveCount(2);
  await expect(page.getByRole("button", { name: "End all other sessions" })).toHaveCount(0);

  await elsewhere(portal, person.id);
  await visit(page, path);
  await page.getByRole("button", { name: "End all other sessions" }).click();
  await expect(page.getByText("One other session ended.")).toBeVisible();
  await expect(rows).toHaveCount(2);
  for (const one of theirs) {
    await one.getByRole("link", { name: "Organisations" }).click();
    await arrive(one, /^\/sign-in/);
  }
});

test("a button pressed in an ended session shows one message", async ({ portal, browse }) => {
  const person = await newPerson(portal);
  const page = await browse(person);
  await visit(page, settings);
  await portal.sql("delete from sessions where user_id = $1", [person.id]);
  for (let time = 0; time < 2; time++) {
    await page.getByRole("button", { name: "Enable e-mails" }).click();
    await expect(page.getByText("Sign in to continue.")).toBeVisible();
  }
  await expect(page.locator("[data-sonner-toast]")).toHaveCount(1);
});

test("sessions can be ended and e-mails enabled without JavaScript", async ({ portal, browse }) => {
  const person = await newPerson(portal);
  await elsewhere(portal, person.id);
  const page = await browse(person, { javaScriptEnabled: false });
  // The browser reports scripts that it doesn’t run.
  guardOf(page).off();
  await page.goto(path);
  await page.getByRole("button", { name: "End all other sessions" }).click();
  await expect(page.getByRole("table", { name: "Sessions" }).getByRole("row")).toHaveCount(2);
  await page.goto(settings);
  await page.getByRole("button", { name: "Enable e-mails" }).click();
  await expect(page.getByRole("button", { name: "Disable e-mails" })).toBeVisible();
});

test("a password changes with the current one, to a different one, and other sessions end", async ({
  portal,
  browse,
}) => {
  const person = await newPerson(portal);
  const theirs = await browse(await elsewhere(portal, person.id));
  await visit(theirs, path);
  const page = await browse(person);
  await visit(page, "/dashboard/account/sign-in");
  await page.getByRole("button", { name: "Change password…" }).click();
  const now = page.getByLabel("Current password");
  const next = page.getByLabel("New password");
  const change = async (from: string, to: string) => {
    await now.fill(from);
    await next.fill(to);
    await page.getByRole("button", { name: "Change password", exact: true }).click();
  };
  await change("not this one", "quite another one");
  await expect(now).toHaveAccessibleDescription(/This isn’t your password/);
  await expect(now).toBeFocused();
  await change(password, "short");
  await expect(next).toHaveAccessibleDescription(/at least 10 characters/);
  await change(password, password);
  await expect(next).toHaveAccessibleDescription(/This is already your password/);
  await change(password, "quite another one");
  await expect(page.getByText("Password changed.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Change password…" })).toBeFocused();
  await theirs.getByRole("link", { name: "Organisations" }).click();
  await arrive(theirs, /^\/sign-in/);
});
