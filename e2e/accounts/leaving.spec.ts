import { readFile } from "node:fs/promises";
import { expectAccessible, expectNoSidewaysScroll } from "../support/accessibility";
import { lookAtOpen } from "../support/look";
import { newMember, newOrganisation, newPerson, password } from "../support/people";
import { expect, test } from "../support/test";
import { arrive, visit } from "../support/visit";

const tab = "/dashboard/account/leave";

test("somebody exports the account, leaves by keyboard at 360 pixels, signs in again, and stays", async ({
  portal,
  browse,
}) => {
  const person = await newPerson(portal, { name: "Lea Leaver" });
  await newOrganisation(portal, person, "Lea’s Hall");
  const page = await browse(person, { viewport: { width: 360, height: 800 } });
  await visit(page, tab);
  await expectNoSidewaysScroll(page);
  const tabs = page.getByRole("navigation", { name: "Account" });
  await expect(tabs.getByRole("link", { name: "Export and leave" })).toBeInViewport({ ratio: 0.9 });
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download your account" }).click();
  const exported = JSON.parse(await readFile(await (await downloading).path(), "utf8"));
  expect(exported.account).toMatchObject({ id: person.id, email: person.email });
  expect(exported.memberships).toMatchObject([{ name: "Lea’s Hall", role: "owner" }]);

  await page.getByRole("button", { name: "Leave for good…" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Leave for good?" });
  await expect(dialog.getByText("Lea’s Hall")).toBeVisible();
  await lookAtOpen(page, "leave");
  const field = dialog.getByLabel(`Type ${person.email} to confirm`);
  await field.fill("somebody@example.org");
  await field.press("Enter");
  await expect(field).toHaveAccessibleDescription(/^Enter the e-mail address of your account/);
  await field.fill(person.email);
  await field.press("Enter");
  await arrive(page, /^\/sign-in/);
  await expect(page.getByText("You are signed out, and your account will be deleted")).toBeVisible();
  await expectAccessible(page);
  expect((await portal.mail.mailTo(person.email)).subject).toBe("Your account is going to be deleted");

  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await arrive(page, "/stay");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page);
  await page.goto("/dashboard/account");
  await arrive(page, "/stay");
  await page.getByRole("button", { name: "Stay" }).click();
  await arrive(page, /^\/dashboard\//);
  expect((await portal.mail.mailTo(person.email, 1)).subject).toBe("Your account stays");
});

test("an owner of an organisation with others in it is told which; an account whose time is over is deleted", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal, undefined, "Shared Hall");
  await newMember(portal, organisation, "member");
  const page = await browse(organisation.owner);
  await visit(page, tab);
  await expect(page.getByRole("main").getByRole("link", { name: "Shared Hall" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Leave for good…" })).toHaveCount(0);

  const person = await newPerson(portal);
  await portal.sql("update users set leaving_until = now() where id = $1", [person.id]);
  expect((await portal.mail.mailTo(person.email)).subject).toBe("Your account is deleted");
  await expect
    .poll(async () => (await portal.sql("select id from users where id = $1", [person.id])).length, { timeout: 20_000 })
    .toBe(0);
  const administrator = await newPerson(portal, { portalAdmin: true });
  const leaving = await newPerson(portal, { name: "Wolfeschlegelsteinhausenbergerdorff Maximiliana" });
  const long = "2025-09-13";
  await portal.sql("update users set leaving_until = now() + interval '7 days', created_at = $2 where id = $1", [
    leaving.id,
    long,
  ]);
  await portal.sql("update sessions set used_at = $2 where user_id = $1", [leaving.id, long]);
  const list = await browse(administrator);
  await visit(list, `/dashboard/portal/users?q=${leaving.email}`);
  await expect(list.getByText(/^Leaving until/)).toBeVisible();
  for (const width of [1280, 768, 360]) {
    await list.setViewportSize({ width, height: 900 });
    await expectNoSidewaysScroll(list);
  }
});
