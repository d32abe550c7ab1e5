import { createHash, randomBytes, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { disconnect } from "@/db/client";
import { migrate } from "@/db/migrate";
import { insertSession } from "@/db/queries/sessions";
import type { Role } from "@/lib/access";
import { actorOf } from "@/lib/accounts/actor";
import { installQueues } from "@/lib/jobs/install";
import type { Caller, UserActor } from "@/lib/kernel/actor";
import { createOrganisation } from "@/lib/organisations/operations";
import { hashToken, randomToken } from "@/lib/tokens";

const cluster = () => {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error("TEST_DATABASE_URL is missing: start the tests with `npm test`.");
  return url;
};
const at = (database: string, role?: string) => {
  const url = new URL(cluster());
  url.pathname = `/${database}`;
  if (role) Object.assign(url, { username: role, password: "test" });
  return url.href;
};

/** Runs one statement with all privileges, on the cluster or in one database. */
async function superuser(statement: string, database = "postgres") {
  const client = new pg.Client(at(database));
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}

const owner = "guildhall_test_owner";
const application = "guildhall_test";

/** One migrated template per cluster and state of the migrations; every test file works on its own copy. */
async function template(): Promise<string> {
  const folder = join(import.meta.dirname, "migrations");
  const hash = createHash("sha256");
  for (const name of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, name)));
  const name = `guildhall_template_${hash.digest("hex").slice(0, 12)}`;
  const client = new pg.Client(at("postgres"));
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('guildhall template'))");
    if ((await client.query("select from pg_database where datname = $1", [name])).rowCount) return name;
    const { rowCount } = await client.query("select from pg_roles where rolname = $1", [owner]);
    if (!rowCount) await client.query(`create role ${owner} login createrole password 'test'`);
    await client.query(`create database ${name}_new owner ${owner}`);
    await migrate(at(`${name}_new`, owner), at(`${name}_new`, application));
    await installQueues(at(`${name}_new`, owner));
    await client.query(`alter database ${name}_new rename to ${name}`);
    return name;
  } finally {
    await client.end();
  }
}

/** A copy of the migrated database. @returns its URLs and a function that drops it */
export async function createDatabase() {
  const name = `guildhall_test_${randomBytes(5).toString("hex")}`;
  await superuser(`create database ${name} template ${await template()} owner ${owner}`);
  await superuser(
    `revoke connect on database ${name} from public; grant connect on database ${name} to ${application}, pdns`,
  );
  return {
    name,
    applicationUrl: at(name, application),
    ownerUrl: at(name, owner),
    superuserUrl: at(name),
    drop: () => superuser(`drop database ${name} with (force)`),
  };
}

let database: Awaited<ReturnType<typeof createDatabase>> | undefined;
/** Kept open for `sudo`, because connecting costs more than most statements. */
let superusers: pg.Pool | undefined;

/** A database for this test file, with the application connected to it. Call it at the top of the file. */
export function useDatabase(): void {
  beforeAll(async () => {
    database = await createDatabase();
    superusers = new pg.Pool({ connectionString: database.superuserUrl, max: 5 });
    // The database is dropped before the last of them has disconnected.
    superusers.on("error", () => {}).on("connect", (client) => client.on("error", () => {}));
    await sudo("update portal set set_up_at = now()");
    Object.assign(process.env, {
      DATABASE_URL: database.applicationUrl,
      DATABASE_POOL: "24",
      AUTH_SECRET: "cT3vkQ0zJm6N1xWbY8rLhPq2uFsXdEoG",
      ENCRYPTION_KEY: "Zp9wVnK4sBtR7yHcMjUaQeLxD2fGiO5T",
      LOG_LEVEL: "silent",
      // The only image on a test's engine.
      FILES_IMAGE: "guildhall/busybox:test",
    });
  });
  afterAll(async () => {
    await disconnect();
    await superusers?.end();
    await database?.drop();
  });
}

/** Reads or writes past row-level security, which only tests may do. */
export async function sudo<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  if (!superusers) throw new Error("useDatabase() is missing at the top of this file.");
  return (await superusers.query<Row>(text, values)).rows;
}

/** A connection with the application's role, outside the kernel. */
export async function asApplication<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(database?.applicationUrl);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export const stranger: Caller = { actor: null, address: null };

interface Person {
  name?: string;
  email?: string;
  verified?: boolean;
  portalAdmin?: boolean;
}
export type SignedIn = Caller & { actor: UserActor };

/** A user with an open session. */
export async function newUser({
  name = "Robin Example",
  email,
  verified = true,
  portalAdmin = false,
}: Person = {}): Promise<SignedIn> {
  const id = randomUUID();
  await sudo("insert into users (id, email, name, email_verified_at, portal_admin) values ($1, $2, $3, $4, $5)", [
    id,
    email ?? `${id}@example.org`,
    name,
    verified ? new Date() : null,
    portalAdmin,
  ]);
  return signIn(id);
}

/** Another session of a user. */
export async function signIn(userId: string): Promise<SignedIn> {
  const token = randomToken();
  await insertSession(hashToken(token), userId);
  const actor = await actorOf(token);
  if (!actor) throw new Error("The session did not open.");
  return { actor, address: null };
}

/** An organisation with its owner, created through the operation. */
export async function newOrganisation(founder?: SignedIn) {
  const owner = founder ?? (await newUser({ name: "Olive Owner" }));
  const organisation = await createOrganisation(owner, {
    name: "Apex Gaming",
    handle: `o-${randomBytes(8).toString("hex")}`,
  });
  return { owner, organisation, ref: { organisation: organisation.handle } };
}

/** Another member of an organisation. */
export async function newMember(
  organisationId: string,
  role: Exclude<Role, "owner">,
  person: Person = {},
): Promise<SignedIn> {
  const user = await newUser({ name: "Mel Member", ...person });
  await sudo("insert into members (organisation_id, user_id, role) values ($1, $2, $3)", [
    organisationId,
    user.actor.userId,
    role,
  ]);
  return user;
}

/** An organisation that may have custom roles. */
export async function newEnterprise() {
  const founded = await newOrganisation();
  await sudo("update organisations set portal_tier = 'enterprise' where id = $1", [founded.organisation.id]);
  return founded;
}

/** A member with a new custom role. */
export async function newHolder(organisationId: string, permissions: string[], name = "Custom"): Promise<SignedIn> {
  const user = await newUser({ name: "Casey Custom" });
  await sudo(
    "insert into roles (id, organisation_id, name, permissions) values ($1, $2, $3, $4) on conflict do nothing",
    [randomUUID(), organisationId, name, permissions],
  );
  await sudo(
    `insert into members (organisation_id, user_id, role, custom_role_id)
      select organisation_id, $2, 'custom', id from roles where organisation_id = $1 and name = $3`,
    [organisationId, user.actor.userId, name],
  );
  return user;
}

/** Projects of an organisation, by their names. @returns their ids in the same order */
export async function newProjects(organisationId: string, ...names: string[]): Promise<string[]> {
  const ids = names.map(() => randomUUID());
  await sudo(
    "insert into projects (id, organisation_id, name) select id, $1, name from unnest($2::uuid[], $3::text[]) as made (id, name)",
    [organisationId, ids, names],
  );
  return ids;
}

/** Restricts a member to these projects. */
export async function narrowTo(organisationId: string, { actor: { userId } }: SignedIn, ...projects: string[]) {
  await sudo("update members set narrowed = true where organisation_id = $1 and user_id = $2", [
    organisationId,
    userId,
  ]);
  await sudo("insert into narrowings (organisation_id, user_id, project_id) select $1, $2, unnest($3::uuid[])", [
    organisationId,
    userId,
    projects,
  ]);
}

/**
 * Counts the rows that a refused operation must not have changed: those of the log and of the tables that it writes.
 */
export async function countRows(organisationId: string) {
  const [row] = await sudo<
    Record<
      | "audit"
      | "members"
      | "invitations"
      | "mails"
      | "roles"
      | "providers"
      | "webhooks"
      | "deliveries"
      | "projects"
      | "narrowings"
      | "servers"
      | "backups"
      | "schedules"
      | "zones"
      | "grants"
      | "records"
      | "zoneChanges"
      | "zoneImports"
      | "transfers",
      number
    >
  >(
    // A refusal for lack of rights is noted itself.
    `select (select count(*)::int from audit where organisation_id = $1 and operation <> 'permission.refuse') as audit,
      (select count(*)::int from members where organisation_id = $1) as members,
      (select count(*)::int from invitations where organisation_id = $1) as invitations,
      (select count(*)::int from mails where organisation_id = $1) as mails,
      (select count(*)::int from roles where organisation_id = $1) as roles,
      (select count(*)::int from notification_providers where organisation_id = $1) as providers,
      (select count(*)::int from webhooks where organisation_id = $1) as webhooks,
      (select count(*)::int from deliveries where organisation_id = $1) as deliveries,
      (select count(*)::int from projects where organisation_id = $1) as projects,
      (select count(*)::int from servers where organisation_id = $1) as servers,
      (select count(*)::int from backups where organisation_id = $1) as backups,
      (select count(*)::int from server_schedules where organisation_id = $1) as schedules,
      (select count(*)::int from narrowings where organisation_id = $1) as narrowings,
      (select count(*)::int from zones where organisation_id = $1) as zones,
      (select count(*)::int from zone_grants where organisation_id = $1) as grants,
      (select count(*)::int from records where organisation_id = $1) as records,
      (select count(*)::int from zone_changes where organisation_id = $1) as "zoneChanges",
      (select count(*)::int from zone_imports where organisation_id = $1) as "zoneImports",
      (select count(*)::int from transfers where organisation_id = $1 and state = 'pending') as transfers`,
    [organisationId],
  );
  return row;
}
