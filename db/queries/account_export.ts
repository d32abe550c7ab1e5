import { sql } from "kysely";
import type { Trx } from "@/db/client";

/** Of each list that can grow long so many at most: of notifications, mails and log the latest. */
const exportedRows = 10_000;

/** What is about an account, without secrets. In the user's own scope. */
export async function readExport(trx: Trx, userId: string) {
  const account = await trx
    .selectFrom("users")
    .select([
      "id",
      "name",
      "email",
      "emailVerifiedAt",
      "createdAt",
      "portalAdmin",
      "avatar",
      "notifyByMail",
      "signInMails",
    ])
    .select(["secondFactorEnabledAt", "defaultOrganisationId", "leavingUntil", "disabledAt"])
    .where("id", "=", userId)
    .executeTakeFirstOrThrow();
  return {
    account,
    sessions: await trx
      .selectFrom("sessions")
      .select(["id", "createdAt", "expiresAt", "provedAt", "secondFactorAt", "address", "signedInBy"])
      .select(["usedAt", "lastAddress", "browser", "system", "provider"])
      .where("userId", "=", userId)
      .orderBy("createdAt")
      .limit(exportedRows)
      .execute(),
    tokens: await trx
      .selectFrom("apiTokens")
      .select(["id", "name", "reach", "organisationId", "permissions", "createdAt", "expiresAt", "lastUsedAt"])
      .where("userId", "=", userId)
      .orderBy("createdAt")
      .limit(exportedRows)
      .execute(),
    devices: await trx
      .selectFrom("knownDevices")
      .select(["firstSeenAt", "lastSeenAt"])
      .where("userId", "=", userId)
      .orderBy("firstSeenAt")
      .execute(),
    identities: await trx
      .selectFrom("identities")
      .select(["provider", "issuer", "subject", "address", "linkedAt", "lastUsedAt"])
      .where("userId", "=", userId)
      .orderBy("linkedAt")
      .execute(),
    ownIdentities: await trx
      .selectFrom("ownIdentities")
      .select(["organisationId", "issuer", "subject", "address", "linkedAt", "lastUsedAt"])
      .where("userId", "=", userId)
      .orderBy("linkedAt")
      .execute(),
    joinRequests: await trx
      .selectFrom("joinRequests")
      .select(["organisationId", "state", "createdAt"])
      .where("userId", "=", userId)
      .orderBy("createdAt")
      .execute(),
    passkeys: await trx
      .selectFrom("passkeys")
      .select(["name", "createdAt", "lastUsedAt"])
      .where("userId", "=", userId)
      .orderBy("createdAt")
      .execute(),
    secondFactor: {
      authenticators: await trx
        .selectFrom("authenticators")
        .select(["createdAt", "confirmedAt", "lastUsedAt"])
        .where("userId", "=", userId)
        .execute(),
      recoveryCodes: await trx
        .selectFrom("recoveryCodes")
        .select(["createdAt", "usedAt"])
        .where("userId", "=", userId)
        .execute(),
    },
    memberships: await trx
      .selectFrom("members")
      .innerJoin("organisations", "organisations.id", "members.organisationId")
      .select(["organisations.id", "organisations.handle", "organisations.name", "members.role", "members.joinedAt"])
      .where("members.userId", "=", userId)
      .orderBy("members.joinedAt")
      .limit(exportedRows)
      .execute(),
    addressChanges: await trx
      .selectFrom("addressChanges")
      .select(["former", "address", "createdAt", "changedAt", "undoUntil", "endedAt"])
      .where("userId", "=", userId)
      .orderBy("createdAt")
      .limit(exportedRows)
      .execute(),
    notifications: await trx
      .selectFrom("notifications")
      .select(["kind", "organisationName", "actorName", "role", "formerRole", "createdAt", "readAt"])
      .where("userId", "=", userId)
      .orderBy("createdAt", "desc")
      .limit(exportedRows)
      .execute(),
    mails: await trx
      .selectFrom("mails")
      .select(["kind", "detail", "recipient", "state", "createdAt", "sentAt"])
      .where("userId", "=", userId)
      .orderBy("createdAt", "desc")
      .limit(exportedRows)
      .execute(),
    log: await trx
      .selectFrom("audit")
      .select(["at", "operation", "actorId", "actorName", "targetName", "details", "address"])
      .select(sql<string>`seq::text`.as("number"))
      .where("userId", "=", userId)
      .where("chain", "=", `user:${userId}`)
      .orderBy("seq", "desc")
      .limit(exportedRows)
      .execute(),
  };
}
