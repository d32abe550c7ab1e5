import type { Locator, Page } from "@playwright/test";
import { guardOf } from "../support/guard";
import { lookAtOpen } from "../support/look";
import { newPerson, password } from "../support/people";
import type { Portal } from "../support/portal";
import { expect, test } from "../support/test";
import { arrive, visit } from "../support/visit";

/** Presses Tab until the element has the focus, and then a key. */
async function press(page: Page, target: Locator, key = "Enter") {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 150; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return page.keyboard.press(key);
    await page.keyboard.press("Tab");
  }
  throw new Error(`The focus never came to ${target}.`);
}

/** To another page of the administration, by the side bar. */
async function go(page: Page, label: string, path: string) {
  await press(page, page.getByRole("navigation").getByRole("link", { name: label, exact: true }).first());
  await arrive(page, path);
  await expect(page.getByRole("heading", { level: 1, name: label })).toBeVisible();
}

const signIn = async (page: Page, email: string, words: string) => {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(words);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
};

const rowsInLog = (portal: Portal, operation: string, target: string) =>
  portal.sql("select target_name from audit where chain = 'portal' and operation = $1 and target_name like $2", [
    operation,
    target,
  ]);

test("a portal administrator sees that a mail failed, and sends it again by keyboard only", async ({
  page: stranger,
  portal,
  browse,
}) => {
  const { email } = await newPerson(portal);
  // Refused by a real mail server.
  portal.mail.refuse(email, 550, "No such mailbox here");
  await visit(stranger, "/reset-password");
  await stranger.getByLabel("E-mail address").fill(email);
  await stranger.getByRole("button", { name: "Send link" }).click();
  const states = () => portal.sql("select state from mails where recipient = $1", [email]);
  await expect.poll(states).toEqual([{ state: "failed" }]);

  const page = await browse(await newPerson(portal, { portalAdmin: true }));
  await visit(page, "/dashboard/portal");
  await expect(page.getByRole("listitem").filter({ hasText: "PostgreSQL" })).toContainText("Good");
  const mail = page.getByRole("listitem").filter({ hasText: "Failed in 24 hours" });
  await expect(mail).toContainText("The SMTP server answers, but");
  await expect(mail).toContainText("See under Outgoing mail why");
  await go(page, "Outgoing mail", "/dashboard/portal/outbox");
  const row = page.getByRole("row", { name: email });
  await expect(row).toContainText("No such mailbox here");
  await lookAtOpen(page, "outbox-failed");
  portal.mail.accept(email);
  await press(page, row.getByRole("button", { name: `Try again: the mail to ${email}` }));
  await expect(page.getByText(`The mail to ${email} is queued.`)).toBeVisible();
  await portal.mail.mailTo(email);
  await expect.poll(states).toEqual([{ state: "sent" }]);
  await page.reload();
  await expect(row).toContainText("Sent");
  expect(await rowsInLog(portal, "mail.retry", email)).toHaveLength(1);
});

test("a portal administrator sees that a job failed, and drops it by keyboard only", async ({ portal, browse }) => {
  // It fails in the real worker, because nothing has its id.
  const [job] = await portal.sql<{ id: string }>(
    "insert into pgboss.job (name, data, retry_limit) values ('server', '{}', 0) returning id",
  );
  const jobs = () => portal.sql("select state::text from pgboss.job where id = $1", [job?.id]);
  await expect.poll(jobs).toEqual([{ state: "failed" }]);
  const page = await browse(await newPerson(portal, { portalAdmin: true }));
  await visit(page, "/dashboard/portal");
  await go(page, "Jobs", "/dashboard/portal/jobs");
  const failed = page.getByRole("row").filter({ hasText: "Please check the marked fields." });
  await press(page, failed.getByRole("button", { name: "Drop: Servers" }));
  const dialog = page.getByRole("alertdialog", { name: "Drop this job?" });
  await expect(dialog).toBeVisible();
  await lookAtOpen(page, "job-drop");
  await press(page, dialog.getByRole("button", { name: "Drop", exact: true }));
  await expect(page.getByText("The job is dropped.")).toBeVisible();
  await expect(failed).toHaveCount(0);
  expect(await jobs()).toEqual([]);
  expect(await rowsInLog(portal, "job.drop", "Servers")).toHaveLength(1);
});

test("a portal administrator sees whom a limit refuses, and lifts it by keyboard only", async ({
  page: stranger,
  portal,
  browse,
}) => {
  const { email } = await newPerson(portal);
  await visit(stranger, "/sign-in");
  guardOf(stranger).expects(401, /\/api\/auth\/callback\/credentials/);
  await signIn(stranger, email, "not the right words");
  await expect(stranger.getByRole("alert").filter({ hasText: "is wrong" })).toBeVisible();
  // As if nine more wrong passwords had been tried.
  await portal.sql("update rate_limits set points = 10 where key like '10/900:session.open:%'");
  await signIn(stranger, email, password);
  await expect(stranger.getByRole("alert").filter({ hasText: "Too many attempts" })).toBeVisible();

  const page = await browse(await newPerson(portal, { portalAdmin: true }));
  await visit(page, "/dashboard/portal");
  await go(page, "Rate limits", "/dashboard/portal/rates");
  const limit = page.getByRole("row", { name: new RegExp(`${email} from`) });
  await expect(limit).toContainText("10 allowed in 15 minutes");
  await lookAtOpen(page, "rates");
  await press(page, limit.getByRole("button", { name: /^Lift the limit: Sign in/ }));
  await expect(page.getByText("The limit is lifted.")).toBeVisible();
  await expect(limit).toHaveCount(0);
  await signIn(stranger, email, password);
  await arrive(stranger, "/dashboard/organisations");
  expect(await rowsInLog(portal, "rate.lift", "Sign in%")).toHaveLength(1);
});
