import { randomBytes, randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { type NameServer, startNameServer } from "../name_server/start";
import { freePort } from "./application";
import type { Organisation } from "./people";
import { type Portal, startPortal } from "./portal";

/** A unique name on a portal that tests share, valid for the product. */
export const newZoneName = () => `z-${randomBytes(6).toString("hex")}.net`;

type ZoneLine = [name: string, type: string, content: string, ttl?: number];

interface About {
  name?: string;
  active?: boolean;
  /** Names within the zone; "" is the zone itself. */
  records?: ZoneLine[];
}

/** A zone with name servers and these records, as the product writes them. */
export async function newZone(portal: Portal, organisation: Organisation, about: About = {}) {
  const { name = newZoneName(), active = true, records = [] } = about;
  const id = randomUUID();
  await portal.sql(
    `insert into zones (id, organisation_id, name, primary_server, contact, claim_token, claim_label)
     values ($1, $2, $3, 'ns1.example.net.', 'hostmaster.example.net.', $4, $5)`,
    [id, organisation.id, name, randomBytes(24).toString("base64url"), randomBytes(8).toString("hex")],
  );
  const zone = { id, name, path: `${organisation.path}/dns/${name}` };
  await changeRecords(portal, zone, [["", "NS", "ns1.example.net."], ...records], "create");
  if (active) await portal.sql("select activate_zone($1)", [id]);
  return zone;
}
export type Zone = Awaited<ReturnType<typeof newZone>>;

/** Adds a version with new records to a zone, past the application. */
export async function changeRecords(
  portal: Portal,
  zone: { id: string; name: string },
  lines: ZoneLine[],
  kind = "edit",
) {
  const names = lines.map(([name]) => (name ? `${name}.${zone.name}` : zone.name));
  const ttls = lines.map(([, , , ttl = 3600]) => ttl);
  await portal.sql("select change_zone($1, '{}', '{}', '{}', $2, $3, $4, $5, $6, null, 'Olive Owner', null, null)", [
    zone.id,
    names,
    lines.map(([, type]) => type),
    ttls,
    lines.map(([, , content]) => content),
    kind,
  ]);
}

/** An import of a hundred thousand records as its job left it: no job works on it, and none ends it. */
export async function newImport(
  portal: Portal,
  zone: Zone,
  { state, saved = 0, problem = null }: { state: "running" | "failed"; saved?: number; problem?: string | null },
) {
  await portal.sql(
    `insert into zone_imports (id, organisation_id, zone_id, base, state, mode, actor_id, actor_name, removed, added,
      records_before, records_after, saved, problem, touched_at)
     select gen_random_uuid(), z.organisation_id, z.id, z.version, $2, 'add', o.owner_id, 'Olive Owner', 0, 100000, 1, 100001,
      $3, $4, now() + interval '1 minute' from zones z join organisations o on o.id = z.organisation_id where z.id = $1`,
    [zone.id, state, saved, problem],
  );
}

export interface Named {
  portal: Portal;
  nameServer: NameServer;
  stop: () => Promise<void>;
}

/** A portal with the real PowerDNS on its database: it checks zones there, and verifies them there as well. */
export async function startNamed(): Promise<Named> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "guildhall-portal-"));
  const port = await freePort();
  const portal = await startPortal({
    env: {
      DATA_DIR: dir,
      DNS_NAME_SERVERS: "ns1.example.net,ns2.example.net",
      DNS_NS_DOMAIN: "proof.example.net",
      DNS_VERIFICATION_RESOLVERS: `127.0.0.1:${port}`,
    },
  });
  const nameServer = await startNameServer(portal.database.superuserUrl, {}, { port });
  const { address, apiUrl, apiKey } = nameServer;
  fs.mkdirSync(path.join(dir, "dns"));
  fs.writeFileSync(path.join(dir, "dns", "server.json"), JSON.stringify({ address, port: nameServer.port, apiUrl }));
  fs.writeFileSync(path.join(dir, "dns", "secrets.json"), JSON.stringify({ apiKey }));
  const stop = async () => {
    await nameServer.stop();
    await portal.close();
    fs.rmSync(dir, { recursive: true, force: true });
  };
  return { portal, nameServer, stop };
}
