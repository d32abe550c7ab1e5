import type { Page } from "@playwright/test";
import pg from "pg";
import { answer } from "../name_server/ask";
import { guardOf } from "../support/guard";
import { newMember, newOrganisation } from "../support/people";
import type { Portal } from "../support/portal";
import { expect, test } from "../support/test";
import { alive, arrive, visit } from "../support/visit";
import { newZone, type Zone } from "../support/zones";

test.describe.configure({ timeout: 180_000 });

const counted = (amount: number) => amount.toLocaleString("en-GB");
const hosts = 15_000;
const lines = Array.from(
  { length: hosts },
  (_, n) =>
    `host-number-${n} IN A 10.${n >> 16}.${(n >> 8) & 255}.${n & 255} ; the machine in rack ${n % 40}, on the left`,
);
/** Over a mebibyte, so the browser sends it over REST. */
const file = Buffer.from(`$TTL 300\n${lines.join("\n")}\n`);

async function large(portal: Portal) {
  const organisation = await newOrganisation(portal);
  await portal.sql("update organisations set portal_tier = 'enterprise' where id = $1", [organisation.id]);
  return { organisation, zone: await newZone(portal, organisation) };
}

/** Pauses an import in the middle: another transaction is about to create the record with that number. */
async function hold(portal: Portal, zone: Zone, number: number) {
  const client = new pg.Client(portal.database.superuserUrl);
  await client.connect();
  await client.query("begin");
  await client.query(
    `insert into records (organisation_id, zone_id, zone_number, name, key, type, ttl, content, since_version)
      select organisation_id, id, number, $2 || '.' || name, $2, 'A', 300, $3, version + 1 from zones where id = $1`,
    [zone.id, `host-number-${number}`, `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`],
  );
  return () => client.end();
}

/** Chooses the file and previews its changes. */
async function choose(page: Page) {
  await page
    .getByLabel("Choose a file, or paste it below")
    .setInputFiles({ name: "example.zone", mimeType: "text/plain", buffer: file });
  await page.getByRole("button", { name: "Preview changes" }).click();
  await expect(page.getByText(`${counted(hosts)} added, 0 removed`)).toBeVisible({ timeout: 60_000 });
}

test("a long import shows its progress, also after a reload and to others, and goes live all at once", async ({
  named: { portal, nameServer },
  browse,
}) => {
  const { organisation, zone } = await large(portal);
  const member = await newMember(portal, organisation, "member");
  const page = await browse(organisation.owner, { portal });
  await visit(page, `${zone.path}/import`);
  await choose(page);
  const release = await hold(portal, zone, 12_000);
  await page.getByRole("button", { name: "Apply changes" }).click();
  await arrive(page, zone.path);
  const progress = page.getByRole("progressbar", { name: `Importing 10,000 of ${counted(hosts)} records…` });
  await expect(progress).toBeVisible({ timeout: 20_000 });
  await page.reload();
  await expect(progress).toBeVisible();
  await expect(progress).toHaveAttribute("value", "10000");
  const other = await browse(member, { portal });
  await visit(other, zone.path);
  await expect(other.getByText(`${organisation.owner.name} is importing a zone file`)).toBeVisible();
  await expect(other.getByText(`Importing 10,000 of ${counted(hosts)} records…`)).toBeVisible();
  // No part of it is live yet, and nobody can edit the zone meanwhile.
  expect(await answer(nameServer, `host-number-1.${zone.name}`, "A")).toEqual([]);
  await page.getByRole("button", { name: "Add a record" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("www");
  await page.getByLabel("IPv4 address").fill("192.0.2.1");
  await page.getByRole("button", { name: "Add record", exact: true }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText(
    "A zone file is being imported into this zone.",
  );
  await page.getByRole("button", { name: "Cancel" }).click();
  await release();
  for (const each of [page, other]) {
    await expect(
      each.getByText(`${counted(hosts)} added, 0 removed: ${counted(hosts + 1)} records in total.`),
    ).toBeVisible({
      timeout: 60_000,
    });
    await expect(each.getByText("host-number-0", { exact: true })).toBeVisible();
  }
  for (const number of [0, 12_000, hosts - 1])
    expect(await answer(nameServer, `host-number-${number}.${zone.name}`, "A")).toHaveLength(1);
});

test("a portal killed in the middle of a long import has saved none of it, and saves all of it after a restart", async ({
  ownPortal,
  browse,
}) => {
  const portal = await ownPortal();
  const { organisation, zone } = await large(portal);
  const page = await browse(organisation.owner, { portal });
  await visit(page, `${zone.path}/import`);
  await choose(page);
  const release = await hold(portal, zone, 10_000);
  await page.getByRole("button", { name: "Apply changes" }).click();
  await arrive(page, zone.path);
  await expect(page.getByText(`Importing 10,000 of ${counted(hosts)} records…`)).toBeVisible({ timeout: 20_000 });
  await page.goto("about:blank");
  await portal.application().kill();
  await release();
  const rows = () =>
    portal.sql<{ live: number }>("select count(*)::int as live from records where zone_id = $1", [zone.id]);
  expect(await rows()).toEqual([{ live: 1 }]);
  // A dead worker’s job is released after half a minute: pretend that it has passed.
  await portal.sql("update pgboss.job set started_on = started_on - interval '1 minute' where state = 'active'");
  await portal.sql("update zone_imports set touched_at = now() - interval '1 minute'");
  await portal.restart();
  await page.goto(zone.path);
  await alive(page);
  await expect(page.getByText("The import is paused.")).toBeVisible();
  await expect(page.getByText(`${counted(hosts)} added, 0 removed`)).toBeVisible({ timeout: 60_000 });
  expect(await rows()).toEqual([{ live: hosts + 1 }]);
});

test("a zone file may have sixteen mebibytes, in the browser and over REST; one byte more is refused with that limit", async ({
  portal,
  browse,
}) => {
  const { organisation, zone } = await large(portal);
  const page = await browse(organisation.owner);
  const most = 16 * 1_048_576;
  const head = "$TTL 300\nwww A 192.0.2.1\n; ";
  await visit(page, `${zone.path}/import`);
  const path = `/api/organisations/${organisation.id}/dns/zones/${zone.name}/import?mode=add`;
  guardOf(page).expects(413, /./);
  const [over, exact] = await page.evaluate(
    async ({ path, head, most }) => {
      const headers = { "Content-Type": "text/dns; charset=utf-8" };
      const post = async (size: number) => {
        const response = await fetch(path, { method: "POST", headers, body: head.padEnd(size, "x") });
        return { status: response.status, body: await response.json() };
      };
      return [await post(most + 1), await post(most)];
    },
    { path, head, most },
  );
  expect(over).toEqual({
    status: 413,
    body: { error: "Send at most 16 MiB.", code: "TOO_LARGE", reason: "body.zoneFile" },
  });
  expect(exact).toMatchObject({ status: 200, body: { version: 2, added: 1, removed: 0, records: 2 } });

  const buffer = Buffer.from(head.padEnd(most + 1, "x"));
  await page
    .getByLabel("Choose a file, or paste it below")
    .setInputFiles({ name: "large.zone", mimeType: "text/plain", buffer });
  // It is refused as soon as it is chosen, and never put into the page.
  await expect(page.getByRole("alert").filter({ hasText: "Nothing was imported" })).toContainText(
    "This file is too large. Use at most 16 MiB.",
  );
  await expect(page.getByRole("textbox", { name: "Zone file" })).toHaveValue("");
  expect(await portal.sql("select from zone_changes where zone_id = $1", [zone.id])).toHaveLength(2);
});
