import { type Expression, type SqlBool, sql } from "kysely";
import type { Trx } from "@/db/client";
import { compiledLast } from "@/db/compiled";

export type MailKind =
  | "invitation"
  | "verify"
  | "reset"
  | "known"
  | "notice"
  | "provisioned"
  | "transfer"
  | "security"
  | "signInLink"
  | "newDevice"
  | "newAddress"
  | "undoAddress";
export type MailState = "queued" | "sending" | "sent" | "failed" | "held" | "withdrawn";

/** In the table a withdrawn mail is a failed one, which no version of the portal sends. */
export const mailState = (state: Expression<string>, withdrawnAt: Expression<Date | null>) =>
  sql<MailState>`case when ${withdrawnAt} is null then ${state} else 'withdrawn' end`;

interface NewMail {
  id: string;
  kind: MailKind;
  recipient: string;
  state: "queued" | "held";
  organisationId?: string;
  userId?: string;
  invitationId?: string;
  verificationTokenId?: string;
  notificationId?: string;
  /** Of a mail about the account’s security: what happened. */
  detail?: string;
  /** Of a mail about a sign-in: what it says. */
  signIn?: string;
}

const insertOne = compiledLast((db, given: NewMail) => {
  const { id, kind, recipient, state, organisationId, userId, invitationId, verificationTokenId } = given;
  const { notificationId, detail, signIn } = given;
  const about = { organisationId, userId, invitationId, verificationTokenId, notificationId, detail, signIn };
  const row = { id, kind, recipient, state, ...about };
  return db.insertInto("mails").values(row);
});

/** Adds an outgoing e-mail, with the commit. */
export function insertMail(trx: Trx, row: NewMail): void {
  insertOne(trx, row);
}

/** Notes an invitation e-mail that the organisation's own SMTP server accepted. */
export async function insertOwnMail(
  trx: Trx,
  row: { id: string; organisationId: string; invitationId: string; recipient: string },
): Promise<void> {
  await trx
    .insertInto("mails")
    .values({ ...row, kind: "invitation", state: "sent", byProvider: true, attempts: 1, sentAt: sql`now()` })
    .execute();
}

/** The data to write one e-mail, its row locked. Nothing in it is secret. */
export async function lockMail(trx: Trx, id: string) {
  return trx
    .selectFrom("mails")
    .leftJoin("invitations", "invitations.id", "mails.invitationId")
    .leftJoin("organisations", "organisations.id", "mails.organisationId")
    .leftJoin("users as inviter", "inviter.id", "invitations.inviterId")
    .leftJoin("users as owner", "owner.id", "mails.userId")
    .leftJoin("notifications as news", "news.id", "mails.notificationId")
    .leftJoin("transfers", "transfers.id", "news.transferId")
    .leftJoin("verificationTokens as token", "token.id", "mails.verificationTokenId")
    .leftJoin("addressChanges as change", "change.id", "token.addressChangeId")
    .select([
      "mails.id",
      "mails.kind",
      "mails.detail",
      "mails.signIn",
      "mails.createdAt",
      "mails.recipient",
      "mails.state",
      "mails.withdrawnAt",
      "mails.attempts",
      "mails.organisationId",
      "mails.userId",
    ])
    .select(["invitations.id as invitationId", "invitations.version", "invitations.expiresAt as invitationExpiresAt"])
    .select(({ fn, ref }) => fn.coalesce(ref("invitations.roleName"), ref("invitations.role")).as("role"))
    .select(
      sql<boolean>`invitations.state = 'pending' and invitations.expires_at > now() and organisations.deleted_at is null`.as(
        "invitationOpen",
      ),
    )
    .select([
      "organisations.name as organisationName",
      "inviter.name as inviterName",
      "owner.name as userName",
      "owner.leavingUntil",
    ])
    .select(
      sql<string | null>`(select string_agg(o.name, ', ' order by o.created_at) from organisations o
        where o.owner_id = mails.user_id and mails.kind = 'provisioned')`.as("waiting"),
    )
    .select(["news.kind as news", "news.actorName", "news.role as newsRole", "news.formerRole"])
    .select(["transfers.id as transferId", "transfers.receiverName", "transfers.reason as transferReason"])
    .select("transfers.endsAt as transferEndsAt")
    .select(["token.id as tokenId", "token.purpose", "token.expiresAt as tokenExpiresAt"])
    .select("change.address as newAddress")
    .select(sql<boolean>`token.used_at is null and token.expires_at > now()`.as("tokenOpen"))
    .where("mails.id", "=", id)
    .forUpdate("mails")
    .executeTakeFirst();
}
export type MailRow = NonNullable<Awaited<ReturnType<typeof lockMail>>>;

export async function markSending(trx: Trx, id: string): Promise<void> {
  await trx
    .updateTable("mails")
    .set({ state: "sending", attempts: sql`attempts + 1`, error: null })
    .where("id", "=", id)
    .execute();
}

/** `queued` with an error means that it will be retried. */
export async function markMail(
  trx: Trx,
  id: string,
  state: "sent" | "failed" | "queued",
  error: string | null,
): Promise<void> {
  await trx
    .updateTable("mails")
    .set({ state, error, ...(state === "sent" && { sentAt: sql`now()` }) })
    .where("id", "=", id)
    .execute();
}

/** Queues an e-mail again, on request. */
export async function requeueMail(trx: Trx, id: string): Promise<void> {
  await trx
    .updateTable("mails")
    .set({ state: "queued", error: null, queuedAt: sql`now()` })
    .where("id", "=", id)
    .execute();
}

/** Takes back an e-mail that hasn't been sent. The table keeps it from being queued again. */
export async function withdrawMailRow(trx: Trx, id: string): Promise<void> {
  await trx
    .updateTable("mails")
    .set({ state: "failed", error: withdrawnWords, withdrawnAt: sql`now()` })
    .where("id", "=", id)
    .execute();
}

const withdrawnWords = "A portal administrator withdrew this e-mail. It won’t be sent.";

/**
 * Fails e-mails whose job gave up while the database was away. All attempts together take under an hour.
 * For the portal's scope.
 */
export async function failStuckMails(trx: Trx): Promise<void> {
  await trx
    .updateTable("mails")
    .set({ state: "failed", error: "Not sent: every attempt was interrupted." })
    .where("state", "in", ["queued", "sending"])
    .where("queuedAt", "<", sql<Date>`now() - interval '3 hours'`)
    .execute();
}

/** The newest e-mail of an invitation, locked. */
export async function lockInvitationMail(trx: Trx, organisationId: string, invitationId: string) {
  return trx
    .selectFrom("mails")
    .select(["id", "state", "withdrawnAt"])
    .where("organisationId", "=", organisationId)
    .where("invitationId", "=", invitationId)
    .orderBy("createdAt", "desc")
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
}

interface WantedMails {
  state?: MailState;
  kind?: MailKind;
  /** Part of the recipient's address. */
  words?: string;
  after?: { at: Date; id: string };
  limit: number;
}

/** The portal's outgoing mail, newest first, without what organisations sent through their own servers. For the portal's scope. */
export async function listMailsOf(trx: Trx, { state, kind, words, after, limit }: WantedMails) {
  let query = trx
    .selectFrom("mails")
    .leftJoin("organisations", "organisations.id", "mails.organisationId")
    .select(["mails.id", "mails.kind", "mails.recipient", "mails.attempts", "mails.error"])
    .select(({ ref }) => mailState(ref("mails.state"), ref("mails.withdrawnAt")).as("state"))
    .select(["mails.createdAt", "mails.sentAt", "mails.revealedAt", "organisations.name as organisationName"])
    .where("mails.byProvider", "=", false);
  if (state)
    query = query
      .where("mails.state", "=", state === "withdrawn" ? "failed" : state)
      .where("mails.withdrawnAt", state === "withdrawn" ? "is not" : "is", null);
  if (kind) query = query.where("mails.kind", "=", kind);
  if (words) query = query.where(sql<SqlBool>`strpos(lower(mails.recipient), ${words.toLowerCase()}) > 0`);
  if (after)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple("mails.createdAt", "mails.id"), "<", tuple(after.at, after.id)),
    );
  return query.orderBy("mails.createdAt", "desc").orderBy("mails.id", "desc").limit(limit).execute();
}

/** Notes that a held e-mail's link was revealed. A verification or reset link then works for at most one hour. */
export async function markRevealed(trx: Trx, id: string, tokenId: string | null): Promise<void> {
  await trx.updateTable("mails").set({ revealedAt: sql`now()` }).where("id", "=", id).execute();
  if (tokenId)
    await trx
      .updateTable("verificationTokens")
      .set({ expiresAt: sql`least(expires_at, now() + interval '1 hour')` })
      .where("id", "=", tokenId)
      .execute();
}
