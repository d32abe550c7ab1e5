// Measures the cost of an organisation's size: `npm run bench -- --size`. The same requests to the same application
// about an organisation of ten members and one of a hundred thousand, in turns, with answers of the same length.

import { cpus } from "node:os";
import pg from "pg";
import { request } from "undici";
import { crowdAccounts, crowdOrganisation, crowdUser, joinedAt } from "@/bench/crowd";
import { createDatabases } from "@/bench/databases";
import { median, percentile } from "@/bench/figures";
import { runTypeScript } from "@/bench/prepare";
import { startApplication } from "@/e2e/support/application";
import { toCursor } from "@/lib/paging";

const quick = process.argv.includes("--quick");
const json = process.argv.includes("--json");
const plan = quick ? { rounds: 3, requests: 40 } : { rounds: 7, requests: 150 };
const sizes = { small: 10, large: 100_000 } as const;
type Size = keyof typeof sizes;
const token = "bench-session-of-the-owner";
const undo: (() => unknown)[] = [];
const say = (line: string) => console.error(line);

/** Page 1,000 of fifty begins after this member. */
const last = 999 * 50 - 1;
const afterJoined = toCursor({ at: joinedAt(last), id: crowdUser(last) });
/** Sorted by name, the same position isn't the same member: any distant one will do. */
const afterName = toCursor({ at: `farid cruz${last}`, id: crowdUser(last) }, "name");

interface Measured {
  title: string;
  path: (organisation: Size) => string;
  /** The expected number of records; a page has none. */
  records?: number;
}
const users = (words: (size: Size) => string) => (size: Size) =>
  `/api/organisations/${size}/users?limit=10${words(size)}`;
const measured: Measured[] = [
  { title: "the organisation", path: (size) => `/api/organisations/${size}` },
  { title: "its overview, as a page", path: (size) => `/dashboard/organisations/${size}` },
  { title: "its roles, with how many hold each", path: (size) => `/api/organisations/${size}/roles`, records: 3 },
  { title: "members, the first page", path: users(() => ""), records: 10 },
  { title: "members by name, the first page", path: users(() => "&sort=name"), records: 10 },
  {
    title: "members, page 1,000",
    path: users((size) => (size === "large" ? `&cursor=${afterJoined}` : "")),
    records: 10,
  },
  {
    title: "members by name, page 1,000",
    path: users((size) => `&sort=name${size === "large" ? `&cursor=${afterName}` : ""}`),
    records: 10,
  },
  {
    title: "a search that finds one",
    path: users((size) => (size === "large" ? "&q=quixote" : "&q=anna")),
    records: 1,
  },
  { title: "a search that finds everybody", path: users(() => "&q=example"), records: 10 },
];

async function main(): Promise<void> {
  const databases = await createDatabases(process.env.BENCH_DATABASE ?? "");
  undo.push(databases.drop);
  const { ownerUrl, applicationUrl, superuserUrl } = databases.ours;
  const addresses = { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: applicationUrl };
  await runTypeScript("scripts/migrate.ts", { ...process.env, ...addresses });
  say("Filling the database.");
  await fill(superuserUrl);
  const { url, stop } = await startApplication({ DATABASE_URL: applicationUrl, LOG_LEVEL: "warn", WORKER: "off" });
  undo.push(stop);
  const cookie = `guildhall-${new URL(url).port}.session=${token}`;
  const operations = [];
  for (const { title, path, records } of measured) {
    say(`Measuring: ${title}.`);
    const ask = async (size: Size, count: number) => {
      const latenciesMs: number[] = [];
      for (let n = 0; n < count; n++) {
        const begin = performance.now();
        const { statusCode, body } = await request(url + path(size), { headers: { cookie } });
        const text = await body.text();
        latenciesMs.push(performance.now() - begin);
        if (statusCode !== 200 || (records !== undefined && JSON.parse(text).length !== records))
          throw new Error(`${path(size)} answered ${statusCode}: ${text.slice(0, 300)}`);
      }
      return percentile(latenciesMs, 0.5);
    };
    for (const size of ["small", "large"] as const) await ask(size, plan.requests / 2);
    const rounds: Record<Size, number>[] = [];
    for (let round = 0; round < plan.rounds; round++)
      rounds.push({ small: await ask("small", plan.requests), large: await ask("large", plan.requests) });
    const [small, large] = (["small", "large"] as const).map((size) => median(rounds.map((each) => each[size])));
    const ratio = median(rounds.map((each) => each.large / each.small));
    operations.push({ title, p50Ms: { small: rounded(small), large: rounded(large) }, ratio: rounded(ratio) });
  }
  const machine = { cores: cpus().length, node: process.versions.node, postgresql: databases.version };
  const report = { machine, plan, members: sizes, operations };
  console.log(json ? JSON.stringify(report, null, 2) : toTable(report));
}

const rounded = (value = Number.NaN) => Number(value.toFixed(2));

async function fill(superuserUrl: string): Promise<void> {
  const client = new pg.Client(superuserUrl);
  await client.connect();
  try {
    await client.query(`update portal set set_up_at = now(); ${crowdAccounts(sizes.large)}`);
    for (const [index, [name, members]] of Object.entries(sizes).entries())
      await client.query(crowdOrganisation(`11111111-1111-4111-8111-11111111111${index}`, name, members));
    await client.query(
      `insert into sessions (token_hash, user_id, expires_at)
        values (sha256('${token}'::bytea), '${crowdUser(0)}', now() + interval '30 days')`,
    );
    await client.query("vacuum analyze");
  } finally {
    await client.end();
  }
}

interface Report {
  machine: { cores: number; node: string; postgresql: string };
  operations: { title: string; p50Ms: Record<Size, number>; ratio: number }[];
}

function toTable({ machine, operations }: Report): string {
  const width = Math.max(...operations.map(({ title }) => title.length));
  const line = (...cells: (string | number)[]) =>
    cells.map((cell, column) => (column === 0 ? String(cell).padEnd(width) : String(cell).padStart(16))).join("");
  return [
    line("", "10 members, ms", "100,000, ms", "ratio"),
    ...operations.map(({ title, p50Ms: { small, large }, ratio }) => line(title, small, large, ratio)),
    "",
    `p50, medians of ${plan.rounds} rounds of ${plan.requests} requests, one at a time; ${machine.cores} cores, Node.js ${machine.node}, PostgreSQL ${machine.postgresql}`,
  ].join("\n");
}

const asked = new Promise<never>((_, reject) => {
  for (const name of ["SIGINT", "SIGTERM"]) process.once(name, () => reject(new Error(`Ended by ${name}.`)));
});
try {
  await Promise.race([main(), asked]);
} catch (error) {
  process.exitCode = 1;
  say((error as Error).message);
} finally {
  for (const step of undo.reverse()) await step();
}
process.exit();
