import { type Insertable, sql, type Updateable } from "kysely";
import type { Trx } from "@/db/client";
import type { Gateways } from "@/db/schema";

/** A device counts as connected for this long after its last handshake, in seconds: WireGuard renews one every two minutes. */
const connectedSeconds = 180;

/** Whether a device is connected now. */
export const isConnected = sql<boolean>`coalesce(last_handshake_at > now() - make_interval(secs => ${connectedSeconds}), false)`;

/** Gateways as the portal sees them, each with what it has. */
function known(trx: Trx) {
  return trx.selectFrom("gateways").select([
    "id",
    "name",
    "publicAddress",
    "wireguardPort",
    "firstPort",
    "lastPort",
    "tiers",
    "network",
    "network6",
    "state",
    "publicKey",
    "implementation",
    "version",
    "problem",
    "reportedAt",
    "createdAt",
    sql<number>`cardinality(busy_ports)`.as("busyPorts"),
    sql<number>`(select count(*)::int from tunnel_devices d where d.gateway_id = gateways.id)`.as("deviceCount"),
    sql<number>`(select count(*)::int from tunnel_devices d where d.gateway_id = gateways.id and ${isConnected})`.as(
      "connectedCount",
    ),
    sql<number>`(select count(distinct p.public_port)::int from tunnel_ports p where p.gateway_id = gateways.id)`.as(
      "usedPorts",
    ),
    sql<string>`(select coalesce(sum(t.received + t.sent), 0) from tunnel_traffic t
        join tunnel_devices d on d.organisation_id = t.organisation_id and d.id = t.device_id
        where d.gateway_id = gateways.id and t.day = (now() at time zone 'utc')::date)`.as("bytesToday"),
  ]);
}
export type GatewayRow = Awaited<ReturnType<typeof listAllGateways>>[number];

/** By name. For the portal's scope. */
export async function listAllGateways(trx: Trx) {
  return known(trx).orderBy("nameKey").execute();
}

export async function findGateway(trx: Trx, id: string) {
  return known(trx).where("id", "=", id).executeTakeFirst();
}

/** The same, locked against other changes and against devices that would take something of it. */
export async function lockGateway(trx: Trx, id: string) {
  return known(trx).where("id", "=", id).forNoKeyUpdate().executeTakeFirst();
}

export async function findGatewayNamed(trx: Trx, name: string) {
  return trx.selectFrom("gateways").select("id").where(sql<boolean>`name_key = folded(${name})`).executeTakeFirst();
}

/** Whether a device has this UDP port on the gateway, or could open it again. The gateway must be locked. */
export async function isUdpPortTaken(trx: Trx, id: string, port: number): Promise<boolean> {
  const found = await trx
    .selectFrom("tunnelPorts")
    .select("id")
    .where("gatewayId", "=", id)
    .where("udpPort", "=", port)
    .executeTakeFirst();
  return found !== undefined;
}

type NewGateway = Omit<Insertable<Gateways>, "nameKey">;
export type GatewayChange = Omit<Updateable<Gateways>, "id" | "nameKey">;

/** @returns whether the name was free */
export async function insertGateway(trx: Trx, row: NewGateway): Promise<boolean> {
  const inserted = await trx
    .insertInto("gateways")
    .values(row)
    .onConflict((conflict) => conflict.constraint("gateways_name").doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function updateGatewayRow(trx: Trx, id: string, change: GatewayChange): Promise<void> {
  await trx.updateTable("gateways").set(change).where("id", "=", id).execute();
}

export async function deleteGatewayRow(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom("gateways").where("id", "=", id).execute();
}

/** The gateways that organisations of a tier may use, the ones that take devices first. */
export async function listUsableGateways(trx: Trx, tier: string) {
  return trx
    .selectFrom("gateways")
    .select(["id", "name", "publicAddress", "firstPort", "lastPort"])
    .select([
      sql<
        "closed" | "unstarted" | null
      >`case when state <> 'open' then 'closed' when public_key is null then 'unstarted' end`.as("refusal"),
      sql<boolean>`coalesce(reported_at > now() - interval '2 minutes', false)`.as("answering"),
    ])
    .where(sql<boolean>`${tier} = any (tiers)`)
    .orderBy(sql`state <> 'open' or public_key is null`)
    .orderBy("nameKey")
    .execute();
}
export type UsableGatewayRow = Awaited<ReturnType<typeof listUsableGateways>>[number];

/** What a device needs to know of its gateway. */
export async function findPeer(trx: Trx, id: string) {
  return trx
    .selectFrom("gateways")
    .select([
      "id",
      "name",
      "publicAddress",
      "wireguardPort",
      "publicKey",
      "state",
      "tiers",
      sql<string>`host(host(network)::inet + 1)`.as("address"),
      sql<string>`host(host(network6)::inet + 1)`.as("address6"),
    ])
    .where("id", "=", id)
    .executeTakeFirst();
}
export type PeerRow = NonNullable<Awaited<ReturnType<typeof findPeer>>>;

/** The gateway's own row, for whoever has its token: it is the transaction's secret. */
export async function findGatewayBySecret(trx: Trx) {
  return trx
    .selectFrom("gateways")
    .select(["id", "name", "publicKey", "firstReportedAt"])
    .where("tokenHash", "=", sql<Buffer>`asking_secret()`)
    .executeTakeFirst();
}

/**
 * What a gateway must let in, as JSON, with a tag that changes with it; `wanted` is null when the tag is the known one. Nothing at
 * all: no gateway has this token.
 */
export async function readWantedTunnels(trx: Trx, secret: Buffer, known: string) {
  const { rows } = await sql<{ tag: string; wanted: unknown }>`
    select tag, wanted from gateway_tunnels(${secret}, ${known})`.execute(trx);
  return rows[0];
}
