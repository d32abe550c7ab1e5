import { randomBytes, randomUUID } from "node:crypto";
import type { Role } from "@/lib/access";
import { hashPassword } from "@/lib/accounts/password";
import { hashToken, randomToken } from "@/lib/tokens";
import type { Portal } from "./portal";

export const password = "a few words in a row";
let hashed: Promise<string> | undefined;
const passwordHash = () => {
  hashed ??= hashPassword(password);
  return hashed;
};

export interface Person {
  id: string;
  name: string;
  email: string;
  /** The token of an open session. */
  session: string;
}
export interface Organisation {
  id: string;
  handle: string;
  name: string;
  path: string;
  owner: Person;
}

/** A unique address. */
export const newAddress = () => `${randomBytes(6).toString("hex")}@example.org`;
export const newHandle = () => `o-${randomBytes(6).toString("hex")}`;

interface About {
  name?: string;
  email?: string;
  verified?: boolean;
  portalAdmin?: boolean;
}

/** A user with the password above and an open session. */
export async function newPerson(portal: Portal, about: About = {}): Promise<Person> {
  const { name = "Robin Example", email = newAddress(), verified = true, portalAdmin = false } = about;
  const id = randomUUID();
  await portal.sql(
    `insert into users (id, email, name, email_verified_at, portal_admin, password_hash)
     values ($1, $2, $3, $4, $5, $6)`,
    [id, email, name, verified ? new Date() : null, portalAdmin, await passwordHash()],
  );
  return { id, name, email, session: await newSession(portal, id) };
}

/** A session as sign-in creates it. */
export async function newSession(portal: Portal, userId: string): Promise<string> {
  const token = randomToken();
  await portal.sql(
    "insert into sessions (token_hash, user_id, expires_at) values ($1, $2, now() + interval '30 days')",
    [hashToken(token), userId],
  );
  return token;
}

/** An organisation and its owner. */
export async function newOrganisation(
  portal: Portal,
  founder?: Person,
  name = "Apex Gaming",
  handle = newHandle(),
): Promise<Organisation> {
  const owner = founder ?? (await newPerson(portal, { name: "Olive Owner" }));
  const id = randomUUID();
  // One statement, because each of these rows needs the others.
  await portal.sql(
    `with handle as (insert into handles (handle, organisation_id) values ($2, $1)),
       organisation as (insert into organisations (id, handle, name, owner_id) values ($1, $2, $3, $4))
     insert into members (organisation_id, user_id, role) values ($1, $4, 'owner')`,
    [id, handle, name, owner.id],
  );
  return { id, handle, name, path: `/dashboard/organisations/${handle}`, owner };
}

/** Deletes an organisation, as the database knows it; its handle stays taken. */
export async function markDeleted(portal: Portal, { id, handle, name, owner }: Organisation): Promise<void> {
  const counts = { members: 3, invitations: 1, projects: 1, servers: 2, memoryMb: 2048, diskMb: 10_240 };
  const more = { backups: 1, backupBytes: 5_000_000, zones: 1, records: 11, tokens: 1, webhooks: 1, smtpServers: 1 };
  await portal.sql("update organisations set deleted_at = now() where id = $1", [id]);
  await portal.sql(
    `insert into deleted_organisations (organisation_id, handle, name, owner_id, deleted_by, purge_at, contents)
     values ($1, $2, $3, $4, $5, now() + interval '14 days', $6)`,
    [
      id,
      handle,
      name,
      owner.id,
      owner.name,
      JSON.stringify({ ...counts, ...more, tunnelDevices: 0, roles: 1, dedicatedNodes: 0 }),
    ],
  );
}

/** Suspends an organisation until a day far away. */
export async function markSuspended(portal: Portal, { id }: Organisation): Promise<void> {
  await portal.sql(
    `update organisations set suspended_at = now(), suspended_until = '2099-01-01',
       suspension_reason = 'The invoice of May wasn’t paid.' where id = $1`,
    [id],
  );
}

/** Sets the tier that allows custom roles. */
export async function makeEnterprise(portal: Portal, { id }: Organisation): Promise<void> {
  await portal.sql("update organisations set portal_tier = 'enterprise' where id = $1", [id]);
}

export async function newMember(portal: Portal, { id }: Organisation, role: Role, about: About = {}): Promise<Person> {
  const person = await newPerson(portal, { name: "Mel Member", ...about });
  await portal.sql("insert into members (organisation_id, user_id, role) values ($1, $2, $3)", [id, person.id, role]);
  return person;
}

/** Projects by their names. @returns their ids in the same order */
export async function newProjects(portal: Portal, { id }: Organisation, ...names: string[]): Promise<string[]> {
  const ids = names.map(() => randomUUID());
  await portal.sql(
    "insert into projects (id, organisation_id, name) select made.id, $1, made.name from unnest($2::uuid[], $3::text[]) as made (id, name)",
    [id, ids, names],
  );
  return ids;
}

/** Restricts a member to these projects. */
export async function narrowTo(portal: Portal, { id }: Organisation, person: Person, ...projects: string[]) {
  await portal.sql("update members set narrowed = true where organisation_id = $1 and user_id = $2", [id, person.id]);
  await portal.sql("insert into narrowings (organisation_id, user_id, project_id) select $1, $2, unnest($3::uuid[])", [
    id,
    person.id,
    projects,
  ]);
}

/** An invitation in the database, with the tokens of its mailed link and its copied link. */
export async function newInvitation(
  portal: Portal,
  { id: organisation, owner }: Organisation,
  { email = newAddress(), role = "member" as Role, inviter = owner } = {},
) {
  const [id, mailed, copied] = [randomUUID(), randomToken(), randomToken()];
  await portal.sql(
    `insert into invitations (id, organisation_id, email, role, mail_token_hash, copy_token_hash, inviter_id, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, now() + interval '48 hours')`,
    [id, organisation, email, role, hashToken(mailed), hashToken(copied), inviter.id],
  );
  return { id, email, mailed: `/invitations/${mailed}`, copied: `/invitations/${copied}` };
}
