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
  // Kysely's own tables come first: a migration refers to them.
  await owner.query(`create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null);
    create table kysely_migration_lock (id varchar(255) primary key, is_locked integer not null default 0);
    insert into kysely_migration_lock (id) values ('migration_lock')`);
  for (const each of before) await owner.query(await readFile(join(folder, `${each}.sql`), "utf8"));
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
  const nameOf = async (id?: string) => (await rows("select name from roles where id = $1", id))[0].name;
  expect([await nameOf(viewer), await nameOf(renamed)]).toEqual(["Viewer (custom)", "Reads and starts"]);
  expect(await rows("select zone_id, mend from zone_checks where mend")).toEqual([{ zone_id: zone, mend: true }]);
  await close();
}, 60_000);

it("custom roles named like a new built-in one get another name; their members, invitations and news keep them", async () => {
  const { old, upgrade, close } = await databaseAt("041_viewers");
  const rows = async (text: string, ...values: unknown[]) => (await old.query(text, values)).rows;
  const ids = (count: number) => Array.from({ length: count }, () => randomUUID());
  const [guild, club] = ids(2);
  const [owner, holder, reader] = ids(3);
  const [viewer, numbered, operator, other] = ids(4);
  await old.query(
    "insert into users (id, email, name) select id, id || '@example.org', 'Name' from unnest($1::uuid[]) id",
    [[owner, holder, reader]],
  );
  for (const id of [guild, club])
    await old.query(
      `with handle as (insert into handles (handle, organisation_id) values ($2, $1)),
         organisation as (insert into organisations (id, handle, name, owner_id) values ($1, $2, 'Guild', $3))
       insert into members (organisation_id, user_id, role) values ($1, $3, 'owner')`,
      [id, `o-${id?.slice(0, 8)}`, owner],
    );
  // The guild has a role of the name that would be next, too; the club has one only as it is remembered by an invitation.
  for (const [id, organisation, name, permissions] of [
    [viewer, guild, "VÏEWER", "{server.read,server.power}"],
    [numbered, guild, "viewer (Custom)", "{dns.read}"],
    [operator, guild, "Operator", "{server.read}"],
    [other, club, "Viewers", "{server.read}"],
  ])
    await old.query("insert into roles (id, organisation_id, name, permissions) values ($1, $2, $3, $4)", [
      ...[id, organisation, name, permissions],
    ]);
  await old.query("update organisations set default_role = 'custom', default_custom_role_id = $2 where id = $1", [
    ...[guild, operator],
  ]);
  for (const [who, role] of [
    [holder, viewer],
    [reader, numbered],
  ])
    await old.query(
      "insert into members (organisation_id, user_id, role, custom_role_id, narrowed) values ($1, $2, 'custom', $3, true)",
      [guild, who, role],
    );
  const invite = (organisation: string | undefined, id: string | null | undefined, name: string) =>
    old.query(
      `insert into invitations (id, organisation_id, email, role, custom_role_id, role_name, inviter_id, expires_at,
          mail_token_hash, copy_token_hash)
        values (gen_random_uuid(), $1, gen_random_uuid() || '@example.org', 'custom', $2, $3, $4, now() + interval '1 day',
          sha256($5::bytea), sha256($6::bytea))`,
      [organisation, id, name, owner, randomUUID(), randomUUID()],
    );
  await invite(guild, viewer, "VÏEWER");
  await invite(guild, null, "Operator");
  await invite(club, null, "Viewer");
  await invite(club, other, "Viewers");
  await old.query(
    `insert into notifications (id, organisation_id, user_id, kind, organisation_name, role, former_role)
      values (gen_random_uuid(), $1, $2, 'role', 'Guild', 'VÏEWER', 'member')`,
    [guild, holder],
  );
  const unchanged = `select user_id, role, custom_role_id, narrowed, r.permissions from members m
    left join roles r on r.id = m.custom_role_id order by m.organisation_id, user_id`;
  const before = await rows(unchanged);

  await upgrade();

  expect(await rows(unchanged)).toEqual(before);
  const named = await rows("select id, name from roles");
  const names = Object.fromEntries(named.map(({ id, name }) => [id, name]));
  expect(names).toEqual({
    [`${viewer}`]: "Viewer (custom 2)",
    [`${numbered}`]: "viewer (Custom)",
    [`${operator}`]: "Operator (custom)",
    [`${other}`]: "Viewers",
  });
  expect(await rows("select role_name from invitations order by role_name")).toEqual([
    { role_name: "Operator (custom)" },
    { role_name: "Viewer (custom 2)" },
    { role_name: "Viewer (custom)" },
    { role_name: "Viewers" },
  ]);
  expect(await rows("select role, former_role from notifications")).toEqual([
    { role: "Viewer (custom 2)", former_role: "member" },
  ]);
  expect(
    await rows(
      "select member_count, admin_count, operator_count, viewer_count, default_custom_role_id from organisations where id = $1",
      guild,
    ),
  ).toEqual([
    { member_count: 3, admin_count: 0, operator_count: 0, viewer_count: 0, default_custom_role_id: operator },
  ]);
  for (const name of ["viewer", "Operatör"])
    await expect(rows("update roles set name = $1 where id = $2", name, other)).rejects.toThrow("roles_name_check");
  // The version before writes such statements still, and counts go on.
  await old.query("update members set role = 'viewer', custom_role_id = null where user_id = $1", [holder]);
  await old.query("update members set role = 'member' where user_id = $1", [holder]);
  await old.query("delete from members where user_id = $1", [reader]);
  expect(await rows("select member_count, viewer_count from organisations where id = $1", guild)).toEqual([
    { member_count: 2, viewer_count: 0 },
  ]);
  expect(await rows("select held from roles where organisation_id = $1 and held <> 0", guild)).toEqual([]);
  await close();
}, 60_000);

it("the version before goes on beside the names of tunnel devices: it founds, changes and deletes as it did", async () => {
  const { old, upgrade, close } = await databaseAt("064_own_sign_in");
  const rows = async (text: string, ...values: unknown[]) => (await old.query(text, values)).rows;
  const [guild, owner, zone] = Array.from({ length: 3 }, () => randomUUID());
  await old.query("insert into users (id, email, name) values ($1, 'olive@example.org', 'Olive')", [owner]);
  const found = (id: string | undefined, handle: string) =>
    old.query(
      `with handle as (insert into handles (handle, organisation_id) values ($2, $1)),
         organisation as (insert into organisations (id, handle, name, owner_id) values ($1, $2, 'Guild', $3))
       insert into members (organisation_id, user_id, role) values ($1, $3, 'owner')`,
      [id, handle, owner],
    );
  const addZone = (id: string | undefined, name: string) =>
    old.query(
      `insert into zones (id, organisation_id, name, primary_server, contact, claim_token, claim_label)
        values ($1, $2, $3, 'ns1.example.net.', 'hostmaster.example.net.', repeat('t', 20), left(md5($3), 20))`,
      [id, guild, name],
    );
  await found(guild, "guild");
  await addZone(zone, "play.example");
  await old.query("select activate_zone($1)", [zone]);

  await upgrade();

  const works = async (base: string | null) => {
    await old.query(
      "update portal_settings set base_zone = $1, base_zone_id = (select id from zones where name = $1)",
      [base],
    );
    const [club, other] = [randomUUID(), randomUUID()];
    await found(club, `club-${base ? "b" : "a"}`);
    await addZone(other, `${base ? "b" : "a"}.example`);
    await old.query("select activate_zone($1)", [other]);
    await old.query("update zones set served = false where id = $1", [other]);
    await old.query("delete from zones where id = $1", [other]);
    await old.query(
      "update organisations set suspended_at = now(), suspension_reason = 'Unpaid.', portal_tier = 'paid' where id = $1",
      [club],
    );
    await old.query("delete from organisations where id = $1", [club]);
  };
  await works(null);
  await works("play.example");
  expect(await rows("select served, version from zones where id = $1", zone)).toEqual([{ served: true, version: "0" }]);
  expect(await rows("select from given_records")).toEqual([]);
  await close();
}, 60_000);
