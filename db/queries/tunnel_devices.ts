import { sql } from "kysely";
import type { Trx } from "@/db/client";
import { isConnected } from "@/db/queries/gateways";
import { inSight, type Sight } from "@/db/queries/sight";

interface NewDevice {
  id: string;
  organisationId: string;
  projectId: string | null;
  gatewayId: string;
  name: string;
  publicKey: string;
  slot: number;
  routesAnswers: boolean;
  createdBy: string;
  createdByName: string;
}

/** A free place in a gateway's networks, which stays locked; null: it is full. For the organisation's scope. */
export async function takeSlot(trx: Trx, gatewayId: string): Promise<number | null> {
  const { rows } = await sql<{ slot: number | null }>`select take_tunnel_slot(${gatewayId}::uuid) as slot`.execute(trx);
  return rows[0]?.slot ?? null;
}

/** @returns what was taken already, or null when the device was added */
export async function insertDevice(trx: Trx, { slot, ...row }: NewDevice): Promise<"name" | "publicKey" | null> {
  const inserted = await trx
    .insertInto("tunnelDevices")
    .columns([
      ...(["id", "organisationId", "projectId", "gatewayId", "name", "publicKey", "slot", "routesAnswers"] as const),
      ...(["createdBy", "createdByName", "address", "address6"] as const),
    ])
    .expression((db) =>
      db
        .selectFrom("gateways")
        .select([
          sql<string>`${row.id}::uuid`.as("id"),
          sql<string>`${row.organisationId}::uuid`.as("organisationId"),
          sql<string | null>`${row.projectId}::uuid`.as("projectId"),
          "gateways.id as gatewayId",
          sql<string>`${row.name}::text`.as("name"),
          sql<string>`${row.publicKey}::text`.as("publicKey"),
          sql<number>`${slot}::integer`.as("slot"),
          sql<boolean>`${row.routesAnswers}::boolean`.as("routesAnswers"),
          sql<string>`${row.createdBy}::uuid`.as("createdBy"),
          sql<string>`${row.createdByName}::text`.as("createdByName"),
          sql<string>`host(network)::inet + ${slot}::integer`.as("address"),
          sql<string>`host(network6)::inet + ${slot}::integer`.as("address6"),
        ])
        .where("gateways.id", "=", row.gatewayId),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (inserted) return null;
  const named = await findDeviceNamed(trx, row.organisationId, row.name);
  return named ? "name" : "publicKey";
}

/** The device of this name, visible to the user or not. */
export async function findDeviceNamed(trx: Trx, organisationId: string, name: string) {
  return trx
    .selectFrom("tunnelDevices")
    .select("id")
    .where("organisationId", "=", organisationId)
    .where(sql<boolean>`name_key = folded(${name})`)
    .executeTakeFirst();
}

/** How many devices an organisation has, visible to the user or not. */
export async function countDevicesOf(trx: Trx, organisationId: string): Promise<number> {
  const { devices } = await trx
    .selectFrom("tunnelDevices")
    .select(({ fn }) => fn.countAll<string>().as("devices"))
    .where("organisationId", "=", organisationId)
    .executeTakeFirstOrThrow();
  return Number(devices);
}

/** Why each device of an organisation isn't let in, for a join. */
const refusalsOf = (organisationId: string) =>
  sql<{ deviceId: string; refusal: string | null }>`tunnel_refusals(${organisationId}::uuid)`.as<"refused">(
    sql.ref("refused"),
  );

/** What an organisation's devices are called, for a join; those without a name have no row. */
const namesOf = (organisationId: string) =>
  sql<{ deviceId: string; name: string }>`device_names(${organisationId}::uuid)`.as<"named">(sql.ref("named"));

/** How many of them a user sees. */
export async function countSeenDevices(trx: Trx, sight: Sight): Promise<number> {
  const { devices } = await trx
    .selectFrom("tunnelDevices")
    .select(({ fn }) => fn.countAll<string>().as("devices"))
    .where("organisationId", "=", sight.organisationId)
    .where(inSight(sight, "projectId"))
    .executeTakeFirstOrThrow();
  return Number(devices);
}

/** The devices that a user sees, each with its project, its gateway and why it isn't let in. */
function seen(trx: Trx, sight: Sight) {
  return trx
    .selectFrom("tunnelDevices")
    .innerJoin("gateways", "gateways.id", "tunnelDevices.gatewayId")
    .leftJoin(refusalsOf(sight.organisationId), (join) => join.onRef("refused.deviceId", "=", "tunnelDevices.id"))
    .leftJoin(namesOf(sight.organisationId), (join) => join.onRef("named.deviceId", "=", "tunnelDevices.id"))
    .leftJoin("projects", (join) =>
      join
        .onRef("projects.organisationId", "=", "tunnelDevices.organisationId")
        .onRef("projects.id", "=", "tunnelDevices.projectId"),
    )
    .select([
      "tunnelDevices.id",
      "tunnelDevices.organisationId",
      "tunnelDevices.name",
      "tunnelDevices.publicKey",
      "tunnelDevices.routesAnswers",
      "tunnelDevices.suspendedAt",
      "tunnelDevices.createdByName",
      "tunnelDevices.firstConnectedAt",
      "tunnelDevices.lastHandshakeAt",
      "tunnelDevices.createdAt",
      "tunnelDevices.projectId",
      "projects.name as projectName",
      "gateways.id as gatewayId",
      "gateways.name as gatewayName",
      "gateways.publicAddress",
      "gateways.wireguardPort",
      "gateways.publicKey as gatewayKey",
      "gateways.reportedAt",
      sql<string>`host(tunnel_devices.address)`.as("address"),
      sql<string>`host(tunnel_devices.address6)`.as("address6"),
      sql<number>`tunnel_devices.received::float8`.as("received"),
      sql<number>`tunnel_devices.sent::float8`.as("sent"),
      isConnected.as("connected"),
      sql<number>`(select count(*)::int from tunnel_ports p
        where p.organisation_id = tunnel_devices.organisation_id and p.device_id = tunnel_devices.id and p.closed_at is null)`.as(
        "openPorts",
      ),
      "refused.refusal",
      "named.name as hostName",
    ])
    .where("tunnelDevices.organisationId", "=", sight.organisationId)
    .where(inSight(sight, "tunnelDevices.projectId"));
}
export type DeviceRow = NonNullable<Awaited<ReturnType<typeof findDevice>>>;

/** By name, those after one of them; perhaps only of one project, or those whose name has some text. */
export async function listDevices(
  trx: Trx,
  sight: Sight,
  { q, project, after, limit }: { q?: string; project?: string; after?: string; limit: number },
) {
  let query = seen(trx, sight);
  if (q) query = query.where(sql<boolean>`strpos(tunnel_devices.name_key, folded(${q})) > 0`);
  if (project) query = query.where("tunnelDevices.projectId", "=", project);
  if (after !== undefined) query = query.where("tunnelDevices.nameKey", ">", after);
  return query.orderBy("tunnelDevices.nameKey").limit(limit).execute();
}

export async function findDevice(trx: Trx, sight: Sight, id: string) {
  return seen(trx, sight).where("tunnelDevices.id", "=", id).executeTakeFirst();
}

/** The same, locked; after the organisation's lock. */
export async function lockDevice(trx: Trx, sight: Sight, id: string) {
  return seen(trx, sight).where("tunnelDevices.id", "=", id).forNoKeyUpdate("tunnelDevices").executeTakeFirst();
}

export interface DeviceChange {
  name?: string;
  projectId?: string | null;
  routesAnswers?: boolean;
  suspendedAt?: Date | null;
}

export async function updateDeviceRow(trx: Trx, organisationId: string, id: string, change: DeviceChange) {
  await trx
    .updateTable("tunnelDevices")
    .set(change)
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .execute();
}

export async function deleteDeviceRow(trx: Trx, organisationId: string, id: string): Promise<void> {
  await trx.deleteFrom("tunnelDevices").where("organisationId", "=", organisationId).where("id", "=", id).execute();
}

/** What a device received and sent on each of the last days in UTC, oldest first; days without anything aren't there. */
export async function listTraffic(trx: Trx, organisationId: string, id: string, days: number) {
  return trx
    .selectFrom("tunnelTraffic")
    .select([
      sql<string>`to_char(day, 'YYYY-MM-DD')`.as("day"),
      sql<number>`received::float8`.as("received"),
      sql<number>`sent::float8`.as("sent"),
    ])
    .where("organisationId", "=", organisationId)
    .where("deviceId", "=", id)
    .where("day", ">", sql<Date>`(now() at time zone 'utc')::date - ${days}::integer`)
    .orderBy("day")
    .execute();
}
