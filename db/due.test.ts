import { sql } from "kysely";
import { expect, it } from "vitest";
import { type Trx, transaction } from "@/db/client";
import { openScope } from "@/db/opening";
import { claimDeliveries } from "@/db/queries/delivery_work";
import { takeChecks } from "@/db/queries/zone_checks";
import { newOrganisation, sudo, useDatabase } from "@/db/testing";
import { newZone } from "@/db/testing/zones";
import { createProject } from "@/lib/projects/operations";
import { createWebhook } from "@/lib/webhooks/operations";

process.env.ALLOW_PRIVATE_ADDRESSES = "on";
useDatabase();

const asPortal = <T>(work: (trx: Trx) => Promise<T>) => transaction(openScope({ portal: true }, false), work);

it.each([
  ["a delivery", "update deliveries set due_at = now(), state = 'queued'", (trx: Trx) => claimDeliveries(trx, 1, 60)],
  ["the check of a zone", "update zone_checks set due_at = now()", (trx: Trx) => takeChecks(trx, 1)],
])("%s that is due now is taken now, and not half a millisecond later", async (_what, makeDue, take) => {
  const { owner, organisation, ref } = await newOrganisation();
  await createWebhook(owner, { ...ref, name: "Alerts", url: "http://127.0.0.1:1/" });
  await createProject(owner, { ...ref, name: "Shop" });
  await newZone(organisation.id);
  const taken = [];
  for (let time = 0; time < 20; time++) {
    // In one transaction, where now() is constant.
    const rows = await asPortal(async (trx) => {
      await sql.raw(makeDue).execute(trx);
      return take(trx);
    });
    taken.push(rows.length);
  }
  expect(taken).toEqual(Array(20).fill(1));
  await sudo("delete from deliveries");
});
