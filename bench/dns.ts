// npx tsx bench/dns.ts [records]: a large zone through the real operations, on its own PostgreSQL, compared with a bare COPY.

import { randomBytes, randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import pg from "pg";
import { createDatabases } from "@/bench/databases";
import { runTypeScript } from "@/bench/prepare";
import type { Caller } from "@/lib/kernel/actor";
import { startTestDatabase } from "@/scripts/test/database.mjs";

const count = Number(process.argv[2] ?? 100_000);
const zone = "example.net";
const undo: (() => unknown)[] = [];

const file = ["$TTL 1h", "@ NS ns1.example.org.", "@ NS ns2.example.org."];
for (let n = 0; file.length < count + 1; n++)
  file.push(
    n % 10 === 2
      ? `text-${n} TXT "text ${n}"`
      : n % 10 === 3
        ? `mail-${n} MX 10 host-${n - 3}`
        : `host-${n} A 10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`,
  );

async function measured<T>(title: string, work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  global.gc?.();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
  const begin = performance.now();
  const result = await work();
  const ms = performance.now() - begin;
  clearInterval(watch);
  delay.disable();
  const cells = [
    `${ms.toFixed(0)} ms`,
    `+${Math.round((most - before) / 1_048_576)} MiB`,
    `${Math.round(delay.max / 1e6)} ms`,
  ];
  console.log(title.padEnd(30) + cells.map((cell) => cell.padStart(14)).join(""));
  return { result, ms };
}

/** An organisation of the largest tier with its owner and a zone, as the application creates them. */
async function seed(client: pg.Client): Promise<Caller> {
  const [user, organisation] = [randomUUID(), randomUUID()];
  await client.query(`begin; update portal set set_up_at = now();
    insert into users (id, email, name, email_verified_at) values ('${user}', 'owner@example.org', 'Owner', now());
    insert into handles (handle, organisation_id) values ('large', '${organisation}');
    insert into organisations (id, handle, name, owner_id, portal_tier)
      values ('${organisation}', 'large', 'Large', '${user}', 'enterprise');
    insert into members (organisation_id, user_id, role) values ('${organisation}', '${user}', 'owner');
    insert into zones (id, organisation_id, name, primary_server, contact, claim_token, claim_label)
      values ('${randomUUID()}', '${organisation}', '${zone}', 'ns1.example.org.', 'hostmaster.example.org.',
        '${randomBytes(24).toString("hex")}', '${randomBytes(8).toString("hex")}'); commit`);
  const actor = { userId: user, sessionId: null, via: null, name: "Owner", email: "owner@example.org", verified: true };
  const rest = {
    portalAdmin: false,
    signedInAt: new Date(),
    provedAt: null,
    activeOrganisationId: null,
    leavingUntil: null,
    confinedTo: null,
    secondFactor: "none" as const,
    administratorsNeedFactor: false,
  };
  return { actor: { kind: "user", ...actor, ...rest }, address: null };
}

/** COPY of the same rows into an identical table, with its indexes, checks and key; rolled back. */
async function bareCopy(client: pg.Client): Promise<number> {
  const data = path.join(os.tmpdir(), `guildhall-${randomBytes(6).toString("hex")}`);
  await client.query("begin; create table bare (like records including all)");
  await client.query(
    "alter table bare add foreign key (organisation_id, zone_id, zone_number) references zones (organisation_id, id, number)",
  );
  const columns =
    "organisation_id, zone_id, zone_number, name, key, type, ttl, content, since_version, auth, ordername";
  await client.query(`copy (select ${columns} from records) to '${data}'`);
  const { ms } = await measured("bare COPY of the rows", () => client.query(`copy bare (${columns}) from '${data}'`));
  await client.query("rollback");
  fs.rmSync(data, { force: true });
  return ms;
}

try {
  const cluster = process.env.TEST_DATABASE_URL ?? (await ownCluster());
  const databases = await createDatabases(cluster);
  undo.push(databases.drop);
  const { ownerUrl, applicationUrl, superuserUrl } = databases.ours;
  Object.assign(process.env, { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: applicationUrl });
  process.env.AUTH_SECRET ??= randomBytes(24).toString("base64url");
  process.env.ENCRYPTION_KEY ??= randomBytes(24).toString("base64url");
  await runTypeScript("scripts/migrate.ts", process.env);
  const client = new pg.Client(superuserUrl);
  await client.connect();
  undo.push(() => client.end());
  const caller = await seed(client);
  const { exportZone, importZone, previewImport } = await import("@/lib/zones/files/operations");
  const { listRecords, saveSet } = await import("@/lib/zones/records/operations");
  const { restoreZone } = await import("@/lib/zones/history/operations");
  const { runImportJob } = await import("@/lib/jobs/import");
  const { disconnect } = await import("@/db/client");
  /** The worker’s part, without the up to half a second until it polls. */
  const save = async (answer: Awaited<ReturnType<typeof importZone>>) => {
    if (!("state" in answer)) return;
    const { rows } = await client.query("select organisation_id from zone_imports where id = $1", [answer.id]);
    const data = { import: answer.id, organisationId: rows[0].organisation_id };
    await runImportJob({ data, retryCount: 0, retryLimit: 0 });
  };
  undo.push(disconnect);
  const at = { organisation: "large", zone };
  const text = `${file.join("\n")}\n`;
  console.log(
    `${count} records, ${(text.length / 1_048_576).toFixed(1)} MiB; Node.js ${process.version}, PostgreSQL ${databases.version}`,
  );
  console.log("".padEnd(30) + ["time", "memory", "longest turn"].map((cell) => cell.padStart(14)).join(""));
  await measured("preview", () => previewImport(caller, { ...at, text }));
  const asked = await measured("import, until it is answered", () => importZone(caller, { ...at, text, version: 0 }));
  const saved = await measured("import, saved by the job", () => save(asked.result));
  const imported = { ms: asked.ms + saved.ms };
  const bare = await bareCopy(client);
  await client.query("analyze records");
  await measured("first page of 50", () => listRecords(caller, at));
  await measured("search that finds one", () => listRecords(caller, { ...at, q: "text 99992" }));
  await measured("search that finds none", () => listRecords(caller, { ...at, q: "nowhere" }));
  const set = { ...at, name: "www", type: "A" };
  await measured("one edit", () => saveSet(caller, { ...set, contents: ["192.0.2.1"], version: 1 }));
  await measured("one edit that adds an alias", () =>
    saveSet(caller, { ...at, name: "alias", type: "CNAME", contents: ["www"], version: 2 }),
  );
  const out = await measured("export", () => exportZone(caller, at));
  await measured("import of the same again", () => importZone(caller, { ...at, text: out.result.pieces.join("") }));
  await measured("restore of version 1", () => restoreZone(caller, { ...at, version: 1 }));
  console.log(`import to bare COPY: ${(imported.ms / bare).toFixed(1)} times`);
} finally {
  for (const step of undo.reverse()) await step();
}
process.exit();

async function ownCluster(): Promise<string> {
  const database = await startTestDatabase("bench-dns");
  undo.push(database.stop);
  return database.superuserUrl;
}
