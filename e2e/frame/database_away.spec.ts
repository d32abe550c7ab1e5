import { guardOf } from "../support/guard";
import { newAddress, newOrganisation } from "../support/people";
import type { Portal } from "../support/portal";
import { expect, test } from "../support/test";
import { alive, visit } from "../support/visit";

/** Takes the database away: all connections of the application are closed, and it gets no new ones. */
async function setReachable({ database, sql }: Portal, reachable: boolean) {
  await sql(`alter database ${database.name} connection limit ${reachable ? -1 : 0}`);
  if (!reachable)
    await sql(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
}

test("a page says that it couldn't be loaded, and loads on retry once the database is back", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const page = await browse(organisation.owner);
  await visit(page, organisation.path);
  guardOf(page).off();
  await setReachable(portal, false);
  const answer = await page.goto(`${organisation.path}/members`);
  expect(answer?.status()).toBe(500);
  await expect(page.getByText("This page couldn’t be loaded")).toBeVisible();
  await expect(page.getByText("No pending invitations")).toHaveCount(0);
  const again = page.getByRole("button", { name: "Try again" });
  await again.click();
  // It is busy until the page was loaded again, in vain.
  await expect(again).toBeEnabled();
  await expect(page.getByText("This page couldn’t be loaded")).toBeVisible();
  await setReachable(portal, true);
  await again.click();
  await expect(page.getByRole("heading", { name: "Members", level: 1 })).toBeVisible();
});

test("a form that couldn't be saved keeps the typed values, and the worker recovers by itself", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const page = await browse(organisation.owner);
  await visit(page, `${organisation.path}/invitations`);
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const email = newAddress();
  await page.getByLabel("E-mail address").fill(email);
  guardOf(page).off();
  await setReachable(portal, false);
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(
    page.getByRole("alert").filter({ hasText: /The database can’t be reached|Couldn’t reach/ }),
  ).toBeVisible();
  await expect(page.getByLabel("E-mail address")).toHaveValue(email);
  await setReachable(portal, true);
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(page.getByText(`Invited ${email}.`)).toBeVisible();
  await portal.mail.mailTo(email);
  await alive(page);
});
