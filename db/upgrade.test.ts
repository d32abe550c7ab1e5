import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { expect, it } from "vitest";
import { migrate } from "@/db/migrate";
import { prepareRoles } from "@/db/roles";
import { createDatabase, useDatabase } from "@/db/testing";

useDatabase();

const folder = join(import.meta.dirname, "migrations");
const namesOf = async () => (await readdir(folder)).map((name) => name.replace(/\.sql$/, "")).sort();

/** A database as it was after one of the migrations, and a function that upgrades it. */
async function databaseAt(last: string) {
  const { name, ownerUrl, superuserUrl, applicationUrl, drop } = await createDatabase();
  const superuser = new pg.Client(superuserUrl);
  await superuser.connect();
  await superuser.query(`create database ${name}_old owner ${new URL(ownerUrl).username}`);
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}_old` }).href;
  const [owner, old] = [new pg.Client(at(ownerUrl)), new pg.Client(at(superuserUrl))];
  await Promise.all([owner.connect(), old.connect()]);
  await prepareRoles(owner, at(applicationUrl));
  const before = (await namesOf()).filter((each) => each <= last);
  for (const each of before) await owner.query(await readFile(join(folder, `${each}.sql`), "utf8"));
  await owner.query(`create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null);
    create table kysely_migration_lock (id varchar(255) primary key, is_locked integer not null default 0);
    insert into kysely_migration_lock (id) values ('migration_lock')`);
  await owner.query("insert into kysely_migration select unnest($1::text[]), now()::text", [before]);
  await owner.end();
  return {
    old,
    upgrade: () => migrate(at(ownerUrl), at(applicationUrl)),
    close: async () => {
      await old.end();
      await superuser.query(`drop database ${name}_old with (force)`);
      await superuser.end();
      await drop();
    },
  };
}

it("a database with data is upgraded: names of symbols, unreadable records, roles", async () => {
  const { old, upgrade, close } = await databaseAt("029_plain_opening");
  const [guild, zone, dots, viewer, changed, renamed] = Array.from({ length: 6 }, () => randomUUID());
  const made =
    "{member.read,role.read,project.read,server.read,server.power,server.console,node.read,dns.read,tunnel.read,notification.read,sshKey.read,auditLog.read}";
  // Without triggers and foreign keys: only the rows matter here.
  await old.query("set session_replication_role = replica");
  await old.query("insert into users (id, email, name) values ($1, 'dots@example.org', '...')", [dots]);
  await old.query("insert into organisations (id, handle, name, owner_id) values ($1, 'old-guild', '†', $2)", [
    guild,
    dots,
  ]);
  for (const [id, name, permissions] of [
    [viewer, "Viewer", made],
    [changed, "Viewer ", made.replace("auditLog.read", "project.create")],
    [renamed, "Reads and starts", made],
  ])
    await old.query("insert into roles (id, organisation_id, name, permissions) values ($1, $2, $3, $4)", [
      id,
      guild,
      name,
      permissions,
    ]);
  await old.query(
    `insert into zones (id, organisation_id, name, primary_server, contact, claim_token, claim_label, state, claim_expires_at)
      values ($1, $2, 'old.example', 'ns1.example.net.', 'hostmaster.example.net.', repeat('t', 20), repeat('l', 10), 'active', null)`,
    [zone, guild],
  );
  for (const [type, content] of [
    ["SVCB", "1 . key667"],
    ["A", "192.0.2.1"],
  ])
    await old.query(
      `insert into records (organisation_id, zone_id, zone_number, name, key, type, ttl, content, since_version)
        select organisation_id, id, number, 'a.old.example', 'a', $2, 300, $3, 1 from zones where id = $1`,
      [zone, type, content],
    );
  await old.query("set session_replication_role = origin");

  expect(await upgrade()).toEqual((await namesOf()).filter((each) => each > "029_plain_opening"));

  const rows = async (text: string, ...values: unknown[]) => (await old.query(text, values)).rows;
  expect(await rows("select name_key from users where id = $1", dots)).toEqual([{ name_key: "..." }]);
  const permissions = async (id?: string) =>
    (await rows("select permissions from roles where id = $1", id))[0].permissions;
  expect(await permissions(viewer)).toEqual(
    made
      .slice(1, -1)
      .split(",")
      .filter((each) => each.endsWith(".read")),
  );
  expect(await permissions(changed)).toContain("server.power");
  expect(await permissions(renamed)).toContain("server.console");
  expect(await rows("select zone_id, mend from zone_checks where mend")).toEqual([{ zone_id: zone, mend: true }]);
  await close();
}, 60_000);
