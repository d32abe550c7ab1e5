import { randomBytes, randomUUID } from "node:crypto";
import type { Portal } from "./portal";

/** Inserts a gateway whose program has just reported. @returns its id */
export async function newGateway(portal: Portal, name?: string): Promise<string> {
  const id = randomUUID();
  const network6 = `fd${randomBytes(1).toString("hex")}:${randomBytes(2).toString("hex")}::/64`;
  await portal.sql(
    `insert into gateways (id, name, public_address, wireguard_port, first_port, last_port, tiers, network, network6, token_hash,
       public_key, implementation, version, first_reported_at, reported_at)
     values ($1, $2, 'gate.example.org', 51820, 30000, 39999, '{free,educational,paid,enterprise}', '100.64.0.0/10', $3, $4,
       $5, 'kernel', '0.1.0', now(), now())`,
    [id, name ?? `Gate ${id}`, network6, randomBytes(32), randomBytes(32).toString("base64")],
  );
  return id;
}

/** A device that was connected yesterday, with traffic. @returns its id */
export async function newDevice(portal: Portal, organisation: { id: string }, gateway: string, name: string) {
  const id = randomUUID();
  await portal.sql(
    `insert into tunnel_devices (id, organisation_id, gateway_id, name, public_key, slot, address, address6, created_by_name,
       first_connected_at, last_handshake_at, received, sent)
     select $1::uuid, $2::uuid, g.id, $4::text, $5::text, free.slot, host(g.network)::inet + free.slot,
       host(g.network6)::inet + free.slot, 'Olive Owner', now() - interval '2 days', now() - interval '1 day', 5000000, 1200000
     from gateways g cross join lateral (select coalesce(max(d.slot), 199) + 1 as slot from tunnel_devices d
       where d.gateway_id = g.id) free where g.id = $3::uuid`,
    [id, organisation.id, gateway, name, randomBytes(32).toString("base64")],
  );
  await portal.sql(
    `insert into tunnel_traffic (organisation_id, device_id, day, received, sent)
     values ($1::uuid, $2::uuid, (now() at time zone 'utc')::date - 1, 5000000, 1200000)`,
    [organisation.id, id],
  );
  return id;
}
