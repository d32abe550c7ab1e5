import { sql } from "kysely";
import type { Trx } from "@/db/client";

const claim = sql<Date>`now() + interval '90 seconds'`;
const columns = ["id", "serverId", "scheduled", "state", "problem", "madeBy", "createdAt", "finishedAt"] as const;
const bytes = sql<number>`bytes::float8`.as("bytes");

const of = (trx: Trx, organisationId: string, serverId: string) =>
  trx
    .selectFrom("backups")
    .select(columns)
    .select(bytes)
    .where("organisationId", "=", organisationId)
    .where("serverId", "=", serverId);
export type BackupRow = Awaited<ReturnType<typeof listBackupsOf>>[number];

/** Newest first. There are never more than the tier's limit and a few failed ones. */
export async function listBackupsOf(trx: Trx, organisationId: string, serverId: string) {
  return of(trx, organisationId, serverId).orderBy("createdAt", "desc").orderBy("id").limit(200).execute();
}

export async function lockBackup(trx: Trx, organisationId: string, serverId: string, id: string) {
  return of(trx, organisationId, serverId).where("id", "=", id).forNoKeyUpdate().executeTakeFirst();
}

interface NewBackup {
  id: string;
  organisationId: string;
  serverId: string;
  scheduled: boolean;
  madeBy: string;
}

/** Inserts a backup and deletes the failed ones. */
export async function insertBackup(trx: Trx, row: NewBackup): Promise<void> {
  await trx
    .deleteFrom("backups")
    .where("organisationId", "=", row.organisationId)
    .where("serverId", "=", row.serverId)
    .where("state", "=", "failed")
    .execute();
  await trx.insertInto("backups").values(row).execute();
}

const one = (trx: Trx, organisationId: string, id: string) =>
  trx.updateTable("backups").where("organisationId", "=", organisationId).where("id", "=", id);

export async function markBackup(trx: Trx, organisationId: string, id: string, state: "deleting"): Promise<void> {
  await one(trx, organisationId, id).set({ state, claimedUntil: null, problem: null }).execute();
}

/** Everything needed for creating or deleting a backup; locked. */
export async function lockBackupWork(trx: Trx, organisationId: string, id: string) {
  return trx
    .selectFrom("backups")
    .innerJoin("servers", (join) =>
      join.onRef("servers.organisationId", "=", "backups.organisationId").onRef("servers.id", "=", "backups.serverId"),
    )
    .innerJoin("nodes", "nodes.id", "servers.nodeId")
    .select([
      "backups.id",
      "backups.serverId",
      "backups.organisationId",
      "backups.state",
      "backups.scheduled",
      "backups.sha256",
      "servers.name as serverName",
      "servers.volume",
      "nodes.id as nodeId",
      "nodes.endpoint",
      "nodes.credentials",
    ])
    .select(sql<boolean>`coalesce(backups.claimed_until > now(), false)`.as("claimed"))
    .where("backups.organisationId", "=", organisationId)
    .where("backups.id", "=", id)
    .forNoKeyUpdate("backups")
    .executeTakeFirst();
}

export async function claimBackup(trx: Trx, organisationId: string, id: string, state: string): Promise<void> {
  await one(trx, organisationId, id).set({ state, claimedUntil: claim }).execute();
}

/** Extends the claim, and saves how much is written. */
export async function extendBackup(trx: Trx, organisationId: string, id: string, written: number): Promise<void> {
  await one(trx, organisationId, id)
    .set({ claimedUntil: claim, ...(written > 0 && { bytes: String(written) }) })
    .where(sql<boolean>`claimed_until > now()`)
    .execute();
}

interface Ended {
  state: "kept" | "failed" | "queued";
  problem: string | null;
  bytes: number;
  sha256: string | null;
}
export async function endBackupRow(trx: Trx, organisationId: string, id: string, ended: Ended): Promise<void> {
  await one(trx, organisationId, id)
    .set({ ...ended, bytes: String(ended.bytes), claimedUntil: sql`now()`, finishedAt: sql`now()` })
    .execute();
}

/** Releases the claim; the work is still to be done. */
export async function releaseBackup(trx: Trx, organisationId: string, id: string): Promise<void> {
  await one(trx, organisationId, id).set({ claimedUntil: sql`now()` }).execute();
}

export async function deleteBackupRow(trx: Trx, organisationId: string, id: string): Promise<void> {
  await trx.deleteFrom("backups").where("organisationId", "=", organisationId).where("id", "=", id).execute();
}

/** Claims backups whose creation or deletion was left unfinished; for the portal's scope. */
export async function claimForgottenBackups(trx: Trx) {
  return trx
    .updateTable("backups")
    .set({ claimedUntil: sql`now()` })
    .where("id", "in", ({ selectFrom }) =>
      selectFrom("backups as due")
        .select("due.id")
        .where("due.state", "in", ["queued", "saving", "deleting"])
        .where(sql<boolean>`greatest(due.claimed_until, due.created_at) < now() - interval '10 minutes'`)
        .limit(100)
        .forUpdate()
        .skipLocked(),
    )
    .returning(["id", "organisationId"])
    .execute();
}

/** Claims servers whose restore was left unfinished; for the portal's scope. */
export async function claimForgottenRestores(trx: Trx) {
  return trx
    .updateTable("servers")
    .set({ claimedUntil: sql`now()` })
    .where("id", "in", ({ selectFrom }) =>
      selectFrom("servers as due")
        .select("due.id")
        .where("due.restoring", "is not", null)
        .where(sql<boolean>`greatest(due.claimed_until, due.state_at) < now() - interval '10 minutes'`)
        .limit(100)
        .forUpdate()
        .skipLocked(),
    )
    .returning(["id", "organisationId"])
    .execute();
}
