import { sql } from "kysely";
import type { Trx } from "@/db/client";

interface Reported {
  publicKey: string;
  handshakeAgo: number | null;
  received: number;
  sent: number;
}

/** An exabyte: a gateway that lies about its bytes mustn't make the sums overflow, which would refuse every later report. */
const most = sql`1000000000000000000::bigint`;

/**
 * Notes when the devices of a gateway were last connected and how much they transferred since the report before. Counters that went down
 * began again from zero. The gateway's token must be the transaction's secret.
 * @param run which interface counted: the same report twice counts once
 * @returns the devices that connected for the first time
 */
export async function noteReport(trx: Trx, gatewayId: string, run: string, devices: Reported[]) {
  const { rows } = await sql<{ id: string; organisationId: string }>`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(devices)}::jsonb)
        as each ("publicKey" text, "handshakeAgo" float8, received bigint, sent bigint)
    ), was as (
      select d.id, d.organisation_id, d.first_connected_at, g.received as counter_received, g.sent as counter_sent,
        now() - make_interval(secs => g."handshakeAgo") as handshake,
        g.received - case when d.counter_run = ${run} and g.received >= d.counter_received then d.counter_received else 0 end as received,
        g.sent - case when d.counter_run = ${run} and g.sent >= d.counter_sent then d.counter_sent else 0 end as sent
      from tunnel_devices d join given g on g."publicKey" = d.public_key
      where d.gateway_id = ${gatewayId}
      order by d.id for no key update of d
    ), noted as (
      update tunnel_devices d set counter_run = ${run}, counter_received = was.counter_received, counter_sent = was.counter_sent,
        received = least(d.received + was.received, ${most}), sent = least(d.sent + was.sent, ${most}),
        last_handshake_at = greatest(d.last_handshake_at, was.handshake),
        first_connected_at = coalesce(d.first_connected_at, was.handshake)
      from was where d.id = was.id
        and (was.received > 0 or was.sent > 0 or was.handshake is not null or d.counter_run is distinct from ${run})
    ), added as (
      insert into tunnel_traffic as t (organisation_id, device_id, day, received, sent)
      select organisation_id, id, (now() at time zone 'utc')::date, received, sent from was where received > 0 or sent > 0
      on conflict (organisation_id, device_id, day) do update
        set received = least(t.received + excluded.received, ${most}), sent = least(t.sent + excluded.sent, ${most})
    )
    select id, organisation_id as "organisationId" from was where first_connected_at is null and handshake is not null`.execute(
    trx,
  );
  return rows;
}

/** Forgets what was transferred so long ago. For the portal's scope. */
export async function sweepTraffic(trx: Trx, days: number): Promise<void> {
  await trx
    .deleteFrom("tunnelTraffic")
    .where("day", "<", sql<Date>`(now() at time zone 'utc')::date - ${days}::integer`)
    .execute();
}
