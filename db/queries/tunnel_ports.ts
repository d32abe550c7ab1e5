import { sql } from "kysely";
import type { Trx } from "@/db/client";

interface Device {
  organisationId: string;
  deviceId: string;
}

interface NewPort extends Device {
  id: string;
  gatewayId: string;
  protocol: string;
  localPort: number;
  publicPort: number;
  game: string | null;
  note: string | null;
  keepAddresses: boolean;
}

/**
 * A free port of the gateway that a device is on, or whether the wanted one is; null: there is none. The gateway stays locked. For the
 * organisation's scope.
 */
export async function takePort(trx: Trx, deviceId: string, protocol: string, wanted: number | null) {
  const { rows } = await sql<{ port: number | null }>`
    select take_tunnel_port(${deviceId}::uuid, ${protocol}, ${wanted}::integer) as port`.execute(trx);
  return rows[0]?.port ?? null;
}

export async function insertPort(trx: Trx, row: NewPort): Promise<void> {
  await trx.insertInto("tunnelPorts").values(row).execute();
}

/** The ports of devices, open and closed, the oldest first; `published` is whether anybody is let in. */
function known(trx: Trx, organisationId: string) {
  return trx
    .selectFrom("tunnelPorts")
    .select([
      "id",
      "deviceId",
      "protocol",
      "localPort",
      "publicPort",
      "game",
      "note",
      "keepAddresses",
      "closedAt",
      "createdAt",
      // With the value, not the column: so each is asked once, not for each row.
      sql<boolean>`id in (select p.id from published_ports(${organisationId}::uuid) p)`.as("published"),
      sql<boolean>`id in (select n.srv_port from device_names(${organisationId}::uuid) d, unnest(d.srv_ports) n (srv_port))`.as(
        "first",
      ),
    ])
    .where("organisationId", "=", organisationId)
    .where(sql<boolean>`(closed_at is null or closed_at > now() - interval '1 hour')`);
}
export type PortRow = Awaited<ReturnType<typeof listPorts>>[number];

export async function listPorts(trx: Trx, { organisationId, deviceId }: Device) {
  return known(trx, organisationId).where("deviceId", "=", deviceId).orderBy("createdAt").orderBy("id").execute();
}

/** One of them, locked. */
export async function lockPort(trx: Trx, { organisationId, deviceId }: Device, id: string) {
  return known(trx, organisationId)
    .where("deviceId", "=", deviceId)
    .where("id", "=", id)
    .forNoKeyUpdate("tunnelPorts")
    .executeTakeFirst();
}

export async function updatePortRow(
  trx: Trx,
  organisationId: string,
  id: string,
  change: { game?: string | null; note?: string | null; keepAddresses?: boolean; closedAt?: Date | null },
): Promise<void> {
  await trx
    .updateTable("tunnelPorts")
    .set(change)
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .execute();
}

/** Gives back the numbers of a device's closed ports except the newest: a device holds no more numbers than it may have open. */
export async function dropClosedPorts(trx: Trx, { organisationId, deviceId }: Device, kept: number): Promise<void> {
  await trx
    .deleteFrom("tunnelPorts")
    .where("organisationId", "=", organisationId)
    .where("id", "in", ({ selectFrom }) =>
      selectFrom("tunnelPorts as old")
        .select("old.id")
        .where("old.organisationId", "=", organisationId)
        .where("old.deviceId", "=", deviceId)
        .where("old.closedAt", "is not", null)
        .orderBy("old.closedAt", "desc")
        .offset(kept),
    )
    .execute();
}

/** Gives back the numbers of all ports that were closed an hour ago. For the portal's scope. */
export async function sweepClosedPorts(trx: Trx): Promise<void> {
  await trx.deleteFrom("tunnelPorts").where("closedAt", "<=", sql<Date>`now() - interval '1 hour'`).execute();
}
