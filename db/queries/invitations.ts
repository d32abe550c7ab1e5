import { type Insertable, type QueryCreator, type Selectable, sql } from "kysely";
import type { Trx } from "@/db/client";
import { compiledEach, compiledOnce } from "@/db/compiled";
import type { DB } from "@/db/schema";
import type { Limit } from "@/lib/tiers/words";

/**
 * A literal, never a parameter: a partial index (one pending an address) is not recognised behind a parameter once
 * PostgreSQL has made a prepared statement's plan generic, and then `on conflict` fails.
 */
export const pending = sql.lit("pending");

/** Rows stay `pending` until expiry is noted; this is the true state, the same for every reader. */
export const presentState = sql<string>`case when invitations.state = 'pending' and invitations.expires_at <= now() then 'expired' else invitations.state end`;

/** What every answer says of an invitation. A field that people should see again belongs here, and in lib/invitations/shape.ts. */
export const answered = ["id", "email", "inviterId", "expiresAt", "createdAt"] as const;
type Answered = Pick<Selectable<DB["invitations"]>, (typeof answered)[number]>;

/** The row, as far as it isn't the database's own. Whatever is in it is stored. */
type NewRow = Omit<Insertable<DB["invitations"]>, "expiresAt" | "state" | "createdAt">;

interface Conditions {
  /** Until it expires. */
  hours: number;
  /** How often a day one address may be e-mailed, this time included. */
  mostMailed: number;
  /** The id and the first state of its e-mail. */
  mailId: string;
  mailState: "queued" | "held";
}

interface Address {
  organisationId: string;
  email: string;
}

const obstaclesTo = (db: QueryCreator<DB>, { organisationId, email }: Address) =>
  db.selectNoFrom(({ selectFrom, exists }) => [
    exists(
      selectFrom("users")
        .innerJoin("members", "members.userId", "users.id")
        .select("members.id")
        .where("users.email", "=", email)
        .where("members.organisationId", "=", organisationId),
    ).as("isMember"),
    selectFrom("invitations")
      .select(({ fn }) => fn.countAll<string>().as("waiting"))
      .where("organisationId", "=", organisationId)
      .where("state", "=", pending)
      .where("expiresAt", ">", sql<Date>`now()`)
      .as("waiting"),
    selectFrom("mails")
      .select(({ fn }) => fn.countAll<string>().as("mailed"))
      .where("mails.organisationId", "=", organisationId)
      .where("mails.recipient", "=", email)
      .where("mails.kind", "=", sql.lit("invitation"))
      .where("mails.createdAt", ">", sql<Date>`now() - interval '1 day'`)
      .as("mailed"),
    selectFrom("users")
      .select("users.id")
      .where("users.email", "=", email)
      .where("emailVerifiedAt", "is not", null)
      .as("account"),
    sql<Limit>`(select json_build_object('most', most, 'own', own) from limits_of(${organisationId}::uuid) where what = 'invitations')`.as(
      "limit",
    ),
  ]);
const obstacles = compiledOnce((db, given: Address) => obstaclesTo(db, given));

interface ObstacleRow {
  isMember: unknown;
  waiting: string | null;
  mailed: string | null;
  account: string | null;
  limit: Limit;
}
/** What may prevent inviting an address, and the account that has verified it. Exact while the organisation is locked. */
export interface Obstacles {
  isMember: boolean;
  /** How many invitations of the organisation are pending. */
  waiting: number;
  /** How many may be. */
  limit: Limit;
  /** How often it invited this address in the last day. */
  mailed: number;
  account: string | null;
}
const toObstacles = ({ isMember, waiting, mailed, account, limit }: ObstacleRow): Obstacles => ({
  isMember: isMember === true,
  waiting: Number(waiting),
  mailed: Number(mailed),
  account,
  limit,
});

export async function findObstacles(trx: Trx, organisationId: string, email: string): Promise<Obstacles> {
  const [row] = await obstacles(trx, { organisationId, email });
  if (!row) throw new Error("A select without a table answered no row.");
  return toObstacles(row);
}

const expireOld = compiledOnce((db, { organisationId, email }: Address) =>
  db
    .updateTable("invitations")
    .set({ state: "expired" })
    .where("organisationId", "=", organisationId)
    .where("email", "=", email)
    .where("state", "=", pending)
    .where("expiresAt", "<=", sql<Date>`now()`),
);

type Given = NewRow & Conditions;
type Columns = { columns: (keyof NewRow)[] };

const insertPending = compiledEach((db, given: Given, { columns }: Columns) => {
  const list = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)));
  const values = sql.join(columns.map((name) => sql`${given[name]}`));
  const insert = sql<ObstacleRow & { [Key in keyof Answered]: Answered[Key] | null }>`
    with obstacles as (${obstaclesTo(db, given)}),
    added as (
      insert into invitations (${list(columns)}, expires_at)
      select ${values}, now() + make_interval(hours => ${given.hours}::int)
      from obstacles where not is_member and waiting < coalesce(("limit" ->> 'most')::int, waiting + 1) and mailed < ${given.mostMailed}::int
      on conflict (organisation_id, email) where state = ${pending} do nothing
      returning ${list(answered)}),
    mailed as (
      insert into mails (id, kind, recipient, state, organisation_id, invitation_id)
      select ${given.mailId}::uuid, 'invitation', email, ${given.mailState}::text, ${given.organisationId}::uuid, id from added)
    select obstacles.*, added.* from obstacles left join added on true`;
  return { compile: () => insert.compile(db) };
});

/**
 * Adds a pending invitation and its e-mail, in one statement, unless something prevents it; an expired one never does. Of any
 * number in parallel exactly one is added.
 * @returns the obstacles as they were before; `added` is null if one applies, or if one to this address is already pending
 */
export async function insertInvitation(
  trx: Trx,
  row: NewRow,
  conditions: Conditions,
): Promise<Obstacles & { added: Answered | null }> {
  const given = { ...row, ...conditions };
  const columns = (Object.keys(row) as (keyof NewRow)[]).filter((name) => row[name] !== undefined).sort();
  const insert = async () => {
    const [found] = await insertPending(trx, given, { columns });
    if (!found) throw new Error("Of an invitation nothing was answered.");
    const { isMember, waiting, mailed, account, limit, ...added } = found;
    const obstacles = toObstacles({ isMember, waiting, mailed, account, limit });
    return { ...obstacles, added: added.id === null ? null : (added as Answered) };
  };
  const first = await insert();
  if (first.added) return first;
  // Something is in the way, which is rare: only now check whether it has expired.
  await expireOld(trx, row);
  return await insert();
}

const waitingIn = compiledOnce((db, { organisationId }: Pick<Address, "organisationId">) =>
  db
    .selectFrom("invitations")
    .select(({ fn }) => fn.countAll<string>().as("waiting"))
    .where("organisationId", "=", organisationId)
    .where("state", "=", pending)
    .where("expiresAt", ">", sql<Date>`now()`),
);

/** How many are pending. Exact while the organisation is locked. */
export async function countPending(trx: Trx, organisationId: string): Promise<number> {
  return Number((await waitingIn(trx, { organisationId })).at(0)?.waiting);
}

/** Marks expired ones as such, so that few rows stay pending. For the portal's scope. */
export async function expireInvitations(trx: Trx): Promise<void> {
  await trx
    .updateTable("invitations")
    .set({ state: "expired" })
    .where("id", "in", ({ selectFrom }) =>
      selectFrom("invitations")
        .select("id")
        .where("state", "=", pending)
        .where("expiresAt", "<=", sql<Date>`now()`)
        // A locked one is being resent or answered.
        .forUpdate()
        .skipLocked(),
    )
    .execute();
}

/** One of the organisation's own invitations; undefined for any other. */
export async function findInvitation(trx: Trx, organisationId: string, id: string) {
  return trx
    .selectFrom("invitations")
    .leftJoin("roles", "roles.id", "invitations.customRoleId")
    .select(answered.map((name) => `invitations.${name}` as const))
    .select(["invitations.version", presentState.as("state"), "roles.permissions"])
    .select(({ fn, ref }) =>
      fn.coalesce(ref("roles.name"), ref("invitations.roleName"), ref("invitations.role")).as("role"),
    )
    .where("invitations.organisationId", "=", organisationId)
    .where("invitations.id", "=", id)
    .executeTakeFirst();
}

/** Ends a pending invitation. The organisation is locked, so its state hasn't changed since it was read. */
export async function answerInvitation(
  trx: Trx,
  id: string,
  state: "accepted" | "rejected" | "revoked",
): Promise<void> {
  await trx.updateTable("invitations").set({ state, answeredAt: sql`now()` }).where("id", "=", id).execute();
}

/** Ends pending invitations to an address that joined in another way or was removed, so that nobody removed returns with one. */
export async function endPendingTo(
  trx: Trx,
  organisationId: string,
  email: string,
  state: "accepted" | "revoked",
): Promise<void> {
  await trx
    .updateTable("invitations")
    .set({ state, answeredAt: sql`now()` })
    .where("organisationId", "=", organisationId)
    .where("email", "=", email)
    .where("state", "=", pending)
    .execute();
}

interface Renewal {
  inviterId: string;
  role: string;
  customRoleId: string | null;
  roleName: string | null;
  version: number;
  mailTokenHash: Buffer;
  copyTokenHash: Buffer;
  hours: number;
}

/**
 * Renews an invitation: its old links stop working, its time restarts, and the sender becomes its inviter.
 * @returns false if another one to this address is already pending
 */
export async function renewInvitation(trx: Trx, organisationId: string, id: string, { hours, ...row }: Renewal) {
  const renewed = await trx
    .updateTable("invitations")
    .set({ ...row, state: "pending", expiresAt: sql`now() + make_interval(hours => ${hours})` })
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("invitations as other")
            .select("other.id")
            .where("other.organisationId", "=", organisationId)
            .whereRef("other.email", "=", "invitations.email")
            .where("other.id", "<>", id)
            .where("other.state", "=", pending),
        ),
      ),
    )
    .returning(["expiresAt"])
    .executeTakeFirst();
  return renewed ?? null;
}
