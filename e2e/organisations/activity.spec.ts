import { newMember, newOrganisation, newPerson } from "../support/people";
import type { Portal } from "../support/portal";
import { expect, test } from "../support/test";
import { arrive, visit } from "../support/visit";

/** Writes rows of the log, through its trigger, without the actions themselves. */
const writeLog = (portal: Portal, organisation: string, actor: { id: string; name: string }, count: number) =>
  portal.sql(
    `insert into audit (chain, seq, at, organisation_id, actor_kind, actor_id, actor_name, operation, target_name, prev_hash, hash)
     select '', 0, now(), $1, 'user', $2, $3, 'member.invite', 'guest-' || number || '@example.org', '', ''
     from generate_series(1, $4::int) number`,
    [organisation, actor.id, actor.name, count],
  );

test("the log is paged, newest first, without losing or repeating a row", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  await writeLog(portal, organisation.id, organisation.owner, 120);
  const page = await browse(organisation.owner);
  await visit(page, `${organisation.path}/activity`);
  const seen: string[] = [];
  const lines = page.getByRole("table", { name: "Activity" }).getByText(/^invited guest-/);
  for (const size of [50, 50, 20]) {
    await expect(lines).toHaveCount(size);
    seen.push(...(await lines.allTextContents()));
    if (size < 50) break;
    const before = page.url();
    await page.getByRole("link", { name: "Next", exact: true }).click();
    await page.waitForURL((url) => url.href !== before);
    await expect(lines.filter({ hasText: seen.at(-1) })).toHaveCount(0);
  }
  expect(seen).toEqual(Array.from({ length: 120 }, (_, index) => `invited guest-${120 - index}@example.org`));
  await page.getByRole("link", { name: "First page" }).click();
  await expect(lines.filter({ hasText: /^invited guest-120@/ })).toHaveCount(1);
});

test("the log is filtered by user, action and day together, and by the URL", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const admin = await newMember(portal, organisation, "admin", { name: "Ada Admin" });
  await writeLog(portal, organisation.id, organisation.owner, 2);
  await writeLog(portal, organisation.id, admin, 3);
  // On a fixed day, because the test may begin on one day and end on the next.
  const day = "2026-03-09";
  await portal.sql("update audit set at = '2026-03-09T23:59:59Z' where organisation_id = $1", [organisation.id]);
  const page = await browse(admin);
  await visit(page, `${organisation.path}/activity`);
  const rows = page.getByRole("table", { name: "Activity" }).getByRole("row");
  await expect(rows).toHaveCount(6);
  await page.getByLabel("User", { exact: true }).selectOption("Ada Admin");
  await page.getByLabel("Action", { exact: true }).selectOption("Invited");
  await page.getByLabel("From").fill(day);
  await page.getByLabel("To", { exact: true }).fill(day);
  await page.getByRole("button", { name: "Filter" }).click();
  await arrive(page, new RegExp(`actor=${admin.id}.*action=member.invite.*from=${day}.*to=${day}`));
  await expect(rows).toHaveCount(4);
  await page.reload();
  await expect(rows).toHaveCount(4);
  await expect(page.getByLabel("User", { exact: true })).toHaveValue(admin.id);

  await visit(page, `${organisation.path}/activity?to=2020-01-01`);
  await expect(page.getByText("Nothing in this organisation’s activity matches these filters.")).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(rows).toHaveCount(6);
});

test("an invalid filter says so and shows nothing", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const page = await browse(organisation.owner);
  await visit(page, `${organisation.path}/activity?from=yesterday`);
  await expect(page.getByText("Enter a day, such as 2026-03-09.")).toBeVisible();
  await expect(page.getByRole("table", { name: "Activity" })).toBeHidden();
  await visit(page, `${organisation.path}/activity?cursor=!`);
  await expect(page.getByText("This page mark isn’t valid.")).toBeVisible();
});

test("another organisation's log is not in it", async ({ portal, browse }) => {
  const [mine, other] = [await newOrganisation(portal), await newOrganisation(portal, await newPerson(portal))];
  await writeLog(portal, other.id, other.owner, 1);
  const page = await browse(mine.owner);
  await visit(page, `${mine.path}/activity?actor=${other.owner.id}`);
  await expect(page.getByText("Nothing found")).toBeVisible();
  await expect(page.getByLabel("User", { exact: true })).not.toContainText(
    other.owner.name === mine.owner.name ? "guest" : other.owner.name,
  );
});

test("what the filters show is exported by a plain link, and refusals are shown on request", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  await writeLog(portal, organisation.id, organisation.owner, 2);
  await portal.sql(
    `insert into audit (chain, seq, at, organisation_id, actor_kind, actor_name, operation, details, prev_hash, hash)
      values ('', 0, now(), $1, 'user', 'Mel Member', 'permission.refuse', '{"after":{"permission":"member.create"}}', '', '')`,
    [organisation.id],
  );
  const page = await browse(organisation.owner);
  await visit(page, `${organisation.path}/activity`);
  const table = page.getByRole("table", { name: "Activity" });
  await expect(table.getByText(/^invited guest-/)).toHaveCount(2);
  await expect(table.getByText("was refused")).toHaveCount(0);
  await page.getByLabel("Show", { exact: true }).selectOption("Refusals");
  await page.getByRole("button", { name: "Filter" }).click();
  await arrive(page, /kind=access/);
  await expect(table.getByText("was refused: Invite people")).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export these entries as NDJSON" }).click();
  const file = await (await download).createReadStream();
  const text = (await file.toArray()).join("");
  expect(
    text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).operation),
  ).toEqual(["permission.refuse"]);
});
