import { sql } from "kysely";
import type { Trx } from "@/db/client";

/** What an organisation has, by what it is: all that deleting it would end. */
export interface Contents {
  members: number;
  invitations: number;
  projects: number;
  servers: number;
  /** In MiB, of all its servers. */
  memoryMb: number;
  diskMb: number;
  backups: number;
  backupBytes: number;
  zones: number;
  records: number;
  tunnelDevices: number;
  tokens: number;
  webhooks: number;
  smtpServers: number;
  roles: number;
  dedicatedNodes: number;
}

/** Counts what an organisation has. For its own scope or the portal's. */
export async function countContents(trx: Trx, id: string): Promise<Contents> {
  const { rows } = await sql<Record<keyof Contents, string | number>>`
    select o.member_count as members,
      (select count(*) from invitations i where i.organisation_id = o.id and i.state = 'pending' and i.expires_at > now()) as invitations,
      (select count(*) from projects p where p.organisation_id = o.id) as projects,
      o.server_count as servers, o.promised_memory_mb as memory_mb, o.promised_disk_mb as disk_mb,
      (select count(*) from backups b where b.organisation_id = o.id and b.state = 'kept') as backups,
      (select coalesce(sum(b.bytes), 0) from backups b where b.organisation_id = o.id and b.state = 'kept') as backup_bytes,
      (select count(*) from zones z where z.organisation_id = o.id) as zones,
      (select coalesce(sum(z.record_count), 0) from zones z where z.organisation_id = o.id) as records,
      (select count(*) from tunnel_devices d where d.organisation_id = o.id) as tunnel_devices,
      (select count(*) from api_tokens t where t.organisation_id = o.id) as tokens,
      (select count(*) from webhooks w where w.organisation_id = o.id) as webhooks,
      (select count(*) from notification_providers n where n.organisation_id = o.id) as smtp_servers,
      (select count(*) from roles r where r.organisation_id = o.id) as roles,
      (select count(*) from nodes n where n.dedicated_to = o.id) as dedicated_nodes
    from organisations o where o.id = ${id}`.execute(trx);
  return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([what, count]) => [what, Number(count)])) as never;
}

/** The first of each thing that has a name, for a dialog: servers with their sizes, zones with their records. */
export async function nameContents(trx: Trx, id: string, most: number) {
  const servers = await trx
    .selectFrom("servers")
    .select(["name", "memoryMb", "diskMb"])
    .where("organisationId", "=", id)
    .orderBy("nameKey")
    .limit(most)
    .execute();
  const zones = await trx
    .selectFrom("zones")
    .select(["name", "recordCount as records"])
    .where("organisationId", "=", id)
    .orderBy("name")
    .limit(most)
    .execute();
  const projects = await trx
    .selectFrom("projects")
    .select("name")
    .where("organisationId", "=", id)
    .orderBy("nameKey")
    .limit(most)
    .execute();
  return { servers, zones, projects: projects.map(({ name }) => name) };
}

/** What is left of an organisation that is being purged, and which servers wait, and why. In its own scope. */
export async function countLeftovers(trx: Trx, organisationId: string) {
  const { rows } = await sql<{ servers: number; backups: string; zones: string; members: number }>`
    select o.server_count as servers, o.member_count as members,
      (select count(*) from backups b where b.organisation_id = o.id) as backups,
      (select count(*) from zones z where z.organisation_id = o.id) as zones
    from organisations o where o.id = ${organisationId}`.execute(trx);
  const waiting = await trx
    .selectFrom("servers")
    .select(["name", "problem"])
    .where("organisationId", "=", organisationId)
    .where("problem", "is not", null)
    .orderBy("nameKey")
    .limit(5)
    .execute();
  const { servers = 0, members = 0, backups = 0, zones = 0 } = rows[0] ?? {};
  return { servers, members, backups: Number(backups), zones: Number(zones), waiting };
}
