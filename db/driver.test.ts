import { setTimeout } from "node:timers/promises";
import { sql } from "kysely";
import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { transaction } from "@/db/client";
import { openScope } from "@/db/opening";
import { newOrganisation, sudo, useDatabase } from "@/db/testing";
import { listOrganisations, readOrganisation, updateOrganisation } from "@/lib/organisations/operations";

useDatabase();
beforeAll(async () => {
  // Two connections, so that a spoilt one is met at once; and a lock is waited for only briefly.
  process.env.DATABASE_POOL = "2";
  await sudo(`alter role guildhall_test in database ${await name()} set lock_timeout = '150ms'`);
});

const name = async () => (await sudo<{ name: string }>("select current_database() as name"))[0]?.name ?? "";

describe("a transaction whose beginning fails", () => {
  it("is refused as busy, and spoils no connection for whoever comes next", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const url = new URL(process.env.TEST_DATABASE_URL ?? "");
    url.pathname = `/${await name()}`;
    const holder = new pg.Client(url.href);
    await holder.connect();
    await holder.query("begin");
    await holder.query("select from organisations where id = $1 for update", [organisation.id]);
    const renames = Array.from({ length: 6 }, () => updateOrganisation(owner, { ...ref, name: "Never" }));
    for (const result of await Promise.allSettled(renames))
      expect(result).toMatchObject({ status: "rejected", reason: { code: "UNAVAILABLE" } });
    const reads = Array.from({ length: 10 }, () => listOrganisations(owner, {}));
    expect(await Promise.all(reads)).toHaveLength(10);
    const [row] = await sudo<{ stuck: number }>(
      "select count(*)::int as stuck from pg_stat_activity where datname = current_database() and state like 'idle in transaction (aborted)'",
    );
    expect(row?.stuck).toBe(0);
    await holder.query("rollback");
    await holder.end();
    await updateOrganisation(owner, { ...ref, name: "After all" });
    expect(await readOrganisation(owner, ref)).toMatchObject({ name: "After all" });
  });

  it("that the database ended is refused as away, and the next one is served", async () => {
    const { owner } = await newOrganisation();
    await Promise.all([listOrganisations(owner, {}), listOrganisations(owner, {})]);
    await sudo(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'guildhall_test'",
    );
    const first = await listOrganisations(owner, {}).catch((error) => error);
    if (!Array.isArray(first)) expect(first).toMatchObject({ code: "UNAVAILABLE" });
    await expect.poll(() => listOrganisations(owner, {}).catch(() => null), { timeout: 5_000 }).toHaveLength(1);
  });

  it("whose connection dies in its hands is refused, ends nothing else, and the next one is served", async () => {
    const { owner } = await newOrganisation();
    const dying = transaction(openScope({}, false), async (trx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
      await sudo("select pg_terminate_backend($1)", [rows[0]?.pid]);
      // Nobody asks anything while the connection ends: what it says then must have somebody who listens.
      await setTimeout(300);
      return sql`select 1`.execute(trx);
    });
    await expect(dying).rejects.toThrow();
    expect(await listOrganisations(owner, {})).toHaveLength(1);
  });
});
