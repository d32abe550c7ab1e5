import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { expect, it } from "vitest";
import { createDatabase, useDatabase } from "@/db/testing";

useDatabase();

it("the migration counts what existing servers were allocated, and keeps servers above the pool", async () => {
  const { ownerUrl, superuserUrl, drop } = await createDatabase();
  const [owner, superuser] = [new pg.Client(ownerUrl), new pg.Client(superuserUrl)];
  await Promise.all([owner.connect(), superuser.connect()]);
  // The state before the migration: no pools, and a counter without them.
  await owner.query(`drop function pool_excess, pool_of cascade; drop table tier_pools, organisation_pools;
    drop policy definer on servers; alter table organisations drop column promised_memory_mb, drop column promised_cores,
      drop column promised_disk_mb, drop column promised_ports;
    create or replace function count_servers() returns trigger language plpgsql as 'begin return null; end'`);
  const id = randomUUID();
  await superuser.query(`set session_replication_role = replica;
    insert into organisations (id, handle, name, owner_id) values ('${id}', 'old-guild', 'Old', gen_random_uuid());
    insert into servers (id, organisation_id, node_id, name, image, memory_mb, cores, disk_mb, ports)
      select gen_random_uuid(), '${id}', gen_random_uuid(), 'Server ' || n, 'nginx', 60000, 7.25, 90000, '[{"port": 80}]'
      from generate_series(1, 2) n`);
  await owner.query(await readFile(join(import.meta.dirname, "../../db/migrations/030_pools.sql"), "utf8"));
  const { rows } = await superuser.query("select what, used::float8, most::float8 from pool_of($1) order by what", [
    id,
  ]);
  expect(rows).toEqual([
    { what: "cores", used: 14.5, most: 2 },
    { what: "disk", used: 180_000, most: 20_480 },
    { what: "memory", used: 120_000, most: 4096 },
    { what: "ports", used: 2, most: 6 },
  ]);
  await Promise.all([owner.end(), superuser.end()]);
  await drop();
});
