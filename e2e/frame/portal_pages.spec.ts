import type { Locator, Page } from "@playwright/test";
import { guardOf } from "../support/guard";
import { lookAtOpen } from "../support/look";
import { newMember, newOrganisation, newPerson } from "../support/people";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";

const pages = "/dashboard/portal";

/** As somebody does without a pointer. */
async function press(control: Locator, key = "Enter") {
  await control.focus();
  await expect(control).toBeFocused();
  await control.page().keyboard.press(key);
}
async function type(field: Locator, text: string) {
  await field.focus();
  await field.page().keyboard.press("Control+A");
  await field.page().keyboard.type(text);
}
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });

test("a portal administrator finds, disables, enables and deletes a user by keyboard", async ({
  ownPortal,
  browse,
}) => {
  const portal = await ownPortal();
  const organisation = await newOrganisation(portal);
  const member = await newMember(portal, organisation, "member", { name: "Mel Quixote" });
  const theirs = await browse(member, { portal });
  await visit(theirs, "/dashboard/account");
  const admin = await newPerson(portal, { portalAdmin: true });
  const page = await browse(admin, { portal });
  await visit(page, `${pages}/users`);
  await type(page.getByRole("searchbox", { name: "Search users" }), "quix");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row", { name: /Mel Quixote/ })).toHaveCount(1);
  await expect(page.getByRole("row")).toHaveCount(2);
  await press(page.getByRole("link", { name: "Mel Quixote" }));
  await expect(page.getByRole("heading", { level: 1, name: "Mel Quixote" })).toBeVisible();
  await expect(page.getByRole("row", { name: new RegExp(organisation.name) })).toContainText("Member");

  await press(button(page, "Disable…"));
  const dialog = page.getByRole("alertdialog");
  await press(dialog.getByRole("button", { name: "Disable account" }));
  await expect(dialog.getByLabel("Reason")).toHaveAccessibleDescription(/Enter a reason/);
  await lookAtOpen(page, "disable-user");
  await type(dialog.getByLabel("Reason"), "Sends spam");
  await page.keyboard.press("Enter");
  await expect(page.getByText("This account is disabled")).toBeVisible();
  await expect(page.getByText(/because: Sends spam/)).toBeVisible();
  guardOf(theirs).expects(401, /./);
  await theirs.goto("/dashboard/account");
  await expect(theirs).toHaveURL(/\/sign-in/);
  await press(button(page, "Enable"));
  await expect(page.getByText("This account is disabled")).toBeHidden();

  await press(button(page, "Delete…"));
  await lookAtOpen(page, "delete-user");
  await type(dialog.getByLabel(/^Type/), member.email);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${portal.url}${pages}/users`);
  await visit(page, `${pages}/users?q=quix`);
  await expect(page.getByRole("heading", { name: "Nobody found" })).toBeVisible();

  // Whoever owns something stays, and the page says what to do first; nobody disables themselves.
  await visit(page, `${pages}/users/${organisation.owner.id}`);
  await expect(page.getByText("Transfer or delete them first")).toBeVisible();
  await expect(button(page, "Delete…")).toHaveCount(0);
  await visit(page, `${pages}/users/${admin.id}`);
  for (const name of ["Delete…", "Disable…", "Remove as administrator…"])
    await expect(button(page, name)).toHaveCount(0);
  await visit(page, `${pages}/log`);
  await expect(page.getByText(`deleted the account of ${member.email}`)).toBeVisible();
});

test("an announcement is on every page until its reader dismisses it or it is ended, by keyboard", async ({
  ownPortal,
  browse,
  browser,
}) => {
  const portal = await ownPortal();
  const [admin, user] = [await newPerson(portal, { portalAdmin: true }), await newPerson(portal)];
  const page = await browse(admin, { portal });
  await visit(page, `${pages}/announcements`);
  await press(button(page, "New announcement"));
  const dialog = page.getByRole("dialog");
  await type(dialog.getByLabel("Text"), "<b>Maintenance</b> tonight");
  await type(dialog.getByLabel("Link (optional)"), "javascript:alert(1)");
  await press(dialog.getByRole("button", { name: "Create" }));
  await expect(dialog.getByLabel("Link (optional)")).toHaveAccessibleDescription(/Enter a URL/);
  await lookAtOpen(page, "new-announcement");
  await type(dialog.getByLabel("Link (optional)"), "/dashboard/account");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row", { name: /Maintenance/ })).toContainText("Shown");

  const shown = (where: Page) => where.getByRole("region", { name: "Announcements" });
  const reader = await browse(user, { portal });
  await visit(reader, "/dashboard/account/tokens");
  await expect(shown(reader)).toContainText("<b>Maintenance</b> tonight");
  await lookAtOpen(reader, "announced");
  await press(shown(reader).getByRole("button", { name: /^Dismiss/ }));
  await expect(shown(reader)).toBeHidden();
  await visit(reader, "/dashboard/account");
  await expect(shown(reader)).toHaveCount(0);

  const stranger = await (await browser.newContext({ baseURL: portal.url })).newPage();
  await visit(stranger, "/sign-in");
  await press(shown(stranger).getByRole("button", { name: /^Dismiss/ }));
  await expect(shown(stranger).getByText("Maintenance")).toHaveCount(0);
  await visit(stranger, "/sign-in");
  await expect(shown(stranger)).toHaveCount(0);
  await stranger.context().close();

  await press(page.getByRole("button", { name: /^End: / }));
  await expect(page.getByRole("row", { name: /Maintenance/ })).toContainText("Ended");
  await visit(page, "/dashboard/account");
  await expect(shown(page)).toHaveCount(0);
});

test("the portal's settings are saved by section, with errors at their fields, and its log is checked, by keyboard", async ({
  ownPortal,
  browse,
}) => {
  const portal = await ownPortal();
  const page = await browse(await newPerson(portal, { portalAdmin: true }), { portal });
  await visit(page, `${pages}/settings`);
  const grace = page.getByLabel("Grace period in days");
  await type(grace, "400");
  await page.keyboard.press("Enter");
  await expect(grace).toHaveAccessibleDescription(/Enter a number of days from 0 to 365/);
  await type(grace, "0");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Settings saved.")).toBeVisible();
  await visit(page, `${pages}/settings`);
  await expect(grace).toHaveValue("0");
  await expect(page.getByLabel("Retention in days")).toHaveValue("365");

  await visit(page, `${pages}/log`);
  await expect(page.getByText("changed the portal settings grace period")).toBeVisible();
  await press(button(page, "Check all logs"));
  await expect(page.getByRole("status").filter({ hasText: "Every log is intact" })).toBeVisible();
  await portal.sql("update audit set actor_name = 'Nobody' where chain = 'portal' and seq = 1");
  await press(button(page, "Check all logs"));
  await expect(page.getByRole("alert").filter({ hasText: "1 entry is wrong" })).toContainText("was changed");
});
