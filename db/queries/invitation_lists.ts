import { sql } from "kysely";
import type { Trx } from "@/db/client";
import { pageAtMost } from "@/db/compiled";
import { answered, pending, presentState } from "@/db/queries/invitations";
import { mailState } from "@/db/queries/mails";

interface Filter {
  /** As users see it: past its time it is expired, whatever the row says. */
  state?: "pending" | "accepted" | "rejected" | "revoked" | "expired";
  /** Searched for in addresses, which are stored in lower case. */
  words?: string;
  after?: { at: Date; id: string };
  limit: number;
}

const columns = [...answered, "role", "roleName", "customRoleId", "answeredAt"] as const;

/** One page, newest first, with the inviter and the delivery of the newest e-mail. */
export async function listInvitationsOf(trx: Trx, organisationId: string, { state, words, after, limit }: Filter) {
  const part = () => {
    let part = trx.selectFrom("invitations").select(columns).select(presentState.as("state"));
    part = part.where("organisationId", "=", organisationId);
    if (words) part = part.where(({ eb, fn, val }) => eb(fn("strpos", ["email", val(words.toLowerCase())]), ">", 0));
    if (after)
      part = part.where(({ eb, refTuple, tuple }) => eb(refTuple("createdAt", "id"), "<", tuple(after.at, after.id)));
    return part.orderBy("createdAt", "desc").orderBy("id", "desc").limit(limit);
  };
  const waiting = () => part().where("state", "=", pending);
  let page = part();
  if (state === "pending") page = waiting().where("expiresAt", ">", sql<Date>`now()`);
  else if (state) page = page.where("state", "=", state);
  // Two parts, each in the order of an index: those not yet noted as expired count as well.
  if (state === "expired") {
    const over = waiting().where("expiresAt", "<=", sql<Date>`now()`);
    const either = trx
      .selectFrom(page.as("noted"))
      .selectAll()
      .unionAll(trx.selectFrom(over.as("over")).selectAll());
    page = trx
      .selectFrom(either.as("either"))
      .selectAll()
      .orderBy("createdAt", "desc")
      .orderBy("id", "desc")
      .limit(limit) as typeof page;
  }
  return trx
    .selectFrom(trx.selectFrom(page.as("cut")).selectAll().limit(pageAtMost).as("page"))
    .leftJoin("users", "users.id", "page.inviterId")
    .leftJoin("roles", "roles.id", "page.customRoleId")
    .leftJoinLateral(
      ({ selectFrom }) =>
        selectFrom("mails")
          .select(["mails.error", "mails.attempts", "mails.sentAt"])
          .select(({ ref }) => mailState(ref("mails.state"), ref("mails.withdrawnAt")).as("state"))
          .where("mails.organisationId", "=", organisationId)
          .whereRef("mails.invitationId", "=", "page.id")
          .orderBy("mails.createdAt", "desc")
          .limit(1)
          .as("mail"),
      (join) => join.onTrue(),
    )
    .select(answered.map((name) => `page.${name}` as const))
    .select(["page.answeredAt", "page.state"])
    .select(({ fn, ref }) => fn.coalesce(ref("roles.name"), ref("page.roleName"), ref("page.role")).as("role"))
    .select([
      "users.name as inviterName",
      "mail.state as mailState",
      "mail.error as mailError",
      "mail.attempts as mailAttempts",
      "mail.sentAt as mailSentAt",
    ])
    .orderBy("page.createdAt", "desc")
    .orderBy("page.id", "desc")
    .execute();
}

/** The pending invitations of a verified address, in any organisation, the first to expire first. */
export async function listInvitationsTo(trx: Trx, email: string) {
  return trx
    .selectFrom("invitations")
    .innerJoin("organisations", "organisations.id", "invitations.organisationId")
    .leftJoin("users", "users.id", "invitations.inviterId")
    .select(answered.map((name) => `invitations.${name}` as const))
    .select(({ fn, ref }) => fn.coalesce(ref("invitations.roleName"), ref("invitations.role")).as("role"))
    .select([
      "organisations.id as organisationId",
      "organisations.handle",
      "organisations.name",
      "organisations.avatar",
      "users.name as inviterName",
    ])
    .where("invitations.email", "=", email)
    .where("invitations.state", "=", pending)
    .where("invitations.expiresAt", ">", sql<Date>`now()`)
    .orderBy("invitations.expiresAt")
    .limit(100)
    .execute();
}
