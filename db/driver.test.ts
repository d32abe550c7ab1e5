import { setTimeout } from "node:timers/promises";
import { sql } from "kysely";
import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { transaction } from "@/db/client";
import { openScope } from "@/db/opening";
import { insertAudit } from "@/db/queries/audit";
import { newOrganisation, sudo, useDatabase } from "@/db/testing";
import { listOrganisations, readOrganisation, updateOrganisation } from "@/lib/organisations/operations";

useDatabase();
beforeAll(async () => {
  // Two connections, so that a broken one is found at once, and a short lock timeout.
  process.env.DATABASE_POOL = "2";
  await sudo(`alter role guildhall_test in database ${await name()} set lock_timeout = '150ms'`);
});

const name = async () => (await sudo<{ name: string }>("select current_database() as name"))[0]?.name ?? "";

describe("a transaction that fails to begin", () => {
  it("is refused as busy, and breaks no connection for the next caller", async () => {
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

  it("a connection that the database ended is refused as unavailable, and the next one is served", async () => {
    const { owner } = await newOrganisation();
    await Promise.all([listOrganisations(owner, {}), listOrganisations(owner, {})]);
    await sudo(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'guildhall_test'",
    );
    const first = await listOrganisations(owner, {}).catch((error) => error);
    if (!Array.isArray(first)) expect(first).toMatchObject({ code: "UNAVAILABLE" });
    await expect.poll(() => listOrganisations(owner, {}).catch(() => null), { timeout: 5_000 }).toHaveLength(1);
  });

  it("a transaction whose connection dies during use is refused, ends nothing else, and the next one is served", async () => {
    const { owner } = await newOrganisation();
    const dying = transaction(openScope({}, false), async (trx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
      await sudo("select pg_terminate_backend($1)", [rows[0]?.pid]);
      // No query is running when the connection ends: its error must have a listener.
      await setTimeout(300);
      return sql`select 1`.execute(trx);
    });
    await expect(dying).rejects.toThrow();
    expect(await listOrganisations(owner, {})).toHaveLength(1);
  });
});

describe("a deferred statement", () => {
  const audit = (organisationId: string, operation: string) => ({
    organisationId,
    userId: null,
    actorKind: "system",
    actorId: null,
    actorName: "Test",
    operation,
    targetId: null,
    targetName: null,
    details: {},
    address: null,
  });
  const logged = async (organisationId: string) =>
    (await sudo("select operation from audit where organisation_id = $1 order by seq", [organisationId])).map(
      ({ operation }) => operation,
    );

  it("takes effect with the transaction, in order, after the other statements", async () => {
    const { organisation } = await newOrganisation();
    const before = await logged(organisation.id);
    await transaction(openScope({ organisationId: organisation.id }, false), async (trx) => {
      insertAudit(trx, audit(organisation.id, "test.first"));
      insertAudit(trx, audit(organisation.id, "test.second"));
      const { rows } = await sql<{ count: string }>`select count(*) from audit where operation like 'test.%'`.execute(
        trx,
      );
      expect(rows).toEqual([{ count: "0" }]);
    });
    expect(await logged(organisation.id)).toEqual([...before, "test.first", "test.second"]);
  });

  it("rolls the transaction back if it fails, with its own error", async () => {
    const { organisation } = await newOrganisation();
    const before = await logged(organisation.id);
    const failing = transaction(openScope({ organisationId: organisation.id }, false), async (trx) => {
      await sql`update organisations set name = 'Half done' where id = ${organisation.id}`.execute(trx);
      insertAudit(trx, audit(organisation.id, "test.before"));
      insertAudit(trx, { ...audit(organisation.id, "test.wrong"), actorKind: "nobody" });
      insertAudit(trx, audit(organisation.id, "test.after"));
    });
    await expect(failing).rejects.toThrow(/audit.*actor_kind/);
    expect(await logged(organisation.id)).toEqual(before);
    expect(await sudo("select name from organisations where id = $1", [organisation.id])).not.toEqual([
      { name: "Half done" },
    ]);
  });

  it("isn't sent when the transaction is rolled back, nor after its end", async () => {
    const { organisation } = await newOrganisation();
    const before = await logged(organisation.id);
    const late = { promise: Promise.resolve() };
    const given = transaction(openScope({ organisationId: organisation.id }, false), async (trx) => {
      late.promise = setTimeout(100).then(() => insertAudit(trx, audit(organisation.id, "test.late")));
      insertAudit(trx, audit(organisation.id, "test.never"));
      throw new Error("given up");
    });
    await expect(given).rejects.toThrow("given up");
    expect(await logged(organisation.id)).toEqual(before);
    await expect(late.promise).rejects.toThrow();
  });
});
