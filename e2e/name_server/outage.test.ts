import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { expect, it } from "vitest";
import { databaseAccount } from "../../scripts/database/account.mjs";
import { stopServer } from "../../scripts/database/server.mjs";
import { startDatabase } from "../../scripts/database/start.mjs";
import { birth } from "../../scripts/up/processes.mjs";
import { node, pause, start, temporaryFolder } from "../programs/run";
import { answer, type Server, until } from "./ask";

const isRoot = process.getuid?.() === 0;

/** A zone inserted by SQL: only the programs are tested here. */
async function makeZone(superuserUrl: string, name: string): Promise<void> {
  const client = new pg.Client(Object.assign(new URL(superuserUrl), { pathname: "/guildhall" }).href);
  await client.connect();
  await client.query(`
    begin;
    insert into users (id, email, name) values ('00000000-0000-4000-8000-000000000001', 'o@example.org', 'Olive');
    insert into handles (handle, organisation_id) values ('apex', '00000000-0000-4000-8000-000000000002');
    insert into organisations (id, handle, name, owner_id)
      values ('00000000-0000-4000-8000-000000000002', 'apex', 'Apex', '00000000-0000-4000-8000-000000000001');
    insert into members (organisation_id, user_id, role)
      values ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000001', 'owner');
    insert into zones (id, organisation_id, name, primary_server, contact, claim_token, claim_label)
      values ('00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-000000000002', '${name}', 'ns1.example.net.',
        'hostmaster.example.net.', 'abcdefghijklmnopqrstuvwxyz', 'abcdefghij');
    select activate_zone('00000000-0000-4000-8000-000000000003');
    select change_zone('00000000-0000-4000-8000-000000000003', '{}', '{}', '{}', '{www.${name}}', '{A}', '{300}', '{192.0.2.1}',
      'edit', null, 'Olive', null, null);
    commit`);
  await client.end();
}

/** Runs `npm run dns` on a data directory, and returns its address. */
async function nameServer(dataDir: string, env: Record<string, string> = {}) {
  const program = start(node("dns.mjs"), { DATA_DIR: dataDir, ...env });
  const [, port] = await program.printed(/answers on 127\.0\.0\.1, port (\d+)/);
  return { program, server: { address: "127.0.0.1", port: Number(port) } satisfies Server };
}

it("npm run dns uses the portal’s own database, runs only once, and ends without leaving anything behind", async () => {
  const dataDir = temporaryFolder();
  const database = await startDatabase({ dir: dataDir });
  try {
    const { program, server } = await nameServer(dataDir);
    await makeZone(database.superuserUrl, "first.example");
    expect(await answer(server, "www.first.example", "A")).toEqual(["192.0.2.1"]);
    const mode = (name: string) => (fs.statSync(path.join(dataDir, "dns", name)).mode & 0o777).toString(8);
    expect([mode("pdns-guildhall.conf"), mode("secrets.json"), mode("server.json"), mode("")]).toEqual([
      "600",
      "600",
      "600",
      "700",
    ]);

    const second = start(node("dns.mjs"), { DATA_DIR: dataDir });
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain("already running");

    program.child.kill("SIGTERM");
    expect(await program.ended).toBe(0);
    expect(await answer(server, "www.first.example", "A")).toEqual([]);
    expect(fs.existsSync(path.join(dataDir, "dns/server.json"))).toBe(false);

    // When it is killed, its PowerDNS keeps running; the next run ends it.
    const killed = await nameServer(dataDir, { DNS_PORT: String(server.port) });
    const { pid } = JSON.parse(fs.readFileSync(path.join(dataDir, "dns/server.json"), "utf8"));
    killed.program.child.kill("SIGKILL");
    await killed.program.ended;
    expect(birth(pid)).toBeDefined();
    const again = await nameServer(dataDir, { DNS_PORT: String(server.port) });
    // Where nothing reaps ended processes, their id remains.
    expect(birth(pid)).toBeUndefined();
    expect(await answer(again.server, "www.first.example", "A")).toEqual(["192.0.2.1"]);
    again.program.child.kill("SIGINT");
    expect(await again.program.ended).toBe(0);
  } finally {
    await database.stop();
  }
}, 120_000);

it("the name server recovers by itself after an outage of PostgreSQL, under constant load", async () => {
  const dataDir = temporaryFolder();
  let database = await startDatabase({ dir: dataDir });
  const { server } = await nameServer(dataDir);
  await makeZone(database.superuserUrl, "away.example");
  const name = "www.away.example";
  const answers = async () => (await answer(server, name, "A"))[0] === "192.0.2.1";
  await until(answers);

  let asking = true;
  const counts = { answered: 0, not: 0 };
  const load = Promise.all(
    Array.from({ length: 4 }, async () => {
      while (asking) {
        counts[(await answers()) ? "answered" : "not"]++;
        await pause(20);
      }
    }),
  );
  await pause(1_000);
  const { home } = JSON.parse(fs.readFileSync(path.join(dataDir, "database.json"), "utf8"));
  await stopServer(path.join(home, "postgres"));
  expect(await answers()).toBe(false);
  await pause(3_000);
  await database.stop();
  database = await startDatabase({ dir: dataDir });
  const back = performance.now();
  await until(answers, 30_000);
  const seconds = ((performance.now() - back) / 1_000).toFixed(1);
  await pause(1_000);
  asking = false;
  await load;
  console.log(
    `answers again ${seconds} s after PostgreSQL; ${counts.answered} asked and answered, ${counts.not} while it was away`,
  );
  // Each of its threads notices its lost connection by itself, some of them late.
  await until(async () => {
    for (let time = 0; time < 20; time++) if (!(await answers())) return false;
    return true;
  }, 30_000);
  await database.stop();
}, 120_000);

/**
 * A script for an ordinary user. A checkout that is closed to them, such as one in root’s own folder, is shown to them
 * at another place; only then, because not every machine lets root do that.
 */
function asOrdinary({ uid, gid }: { uid: number; gid: number }, script: string) {
  const sees = spawnSync("test", ["-r", path.resolve("package.json")], { uid, gid }).status === 0;
  if (sees) return { command: node(script), uid, gid };
  const show = 'mount --bind "$PWD" "$0" && cd "$0" && exec setpriv --reuid "$1" --regid "$2" --clear-groups "$3" "$4"';
  const given = [temporaryFolder(), String(uid), String(gid), ...node(script)];
  return { command: ["unshare", "--mount", "sh", "-c", show, ...given] };
}

it.skipIf(!isRoot)(
  "runs for an ordinary user as well (as root)",
  async () => {
    const dataDir = temporaryFolder();
    const account = databaseAccount(path.join(os.tmpdir(), "none"));
    if (!account) throw new Error("no account");
    fs.chownSync(dataDir, account.uid, account.gid);
    const { command, ...who } = asOrdinary(account, "dns.mjs");
    const program = start(command, { DATA_DIR: dataDir, HOME: dataDir }, who);
    const [, port] = await program.printed(/answers on 127\.0\.0\.1, port (\d+)/);
    const { pid } = JSON.parse(fs.readFileSync(path.join(dataDir, "dns/server.json"), "utf8"));
    expect(fs.statSync(`/proc/${pid}`).uid).toBe(account.uid);
    expect(await answer({ address: "127.0.0.1", port: Number(port) }, "nowhere.example", "A")).toEqual([]);
    program.child.kill("SIGTERM");
    expect(await program.ended).toBe(0);
  },
  120_000,
);
