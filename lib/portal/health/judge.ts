import { healthOf } from "@/lib/gateways/view";
import type { MailServerState } from "@/lib/mails/transport";
import type { NameServerState } from "@/lib/name_server/health";
import type { healthStates } from "@/lib/portal/health/shape";

type HealthState = (typeof healthStates)[number];
interface Judged {
  state: HealthState;
  sentence: string;
  next: string | null;
}

const order: readonly HealthState[] = ["none", "good", "warning", "bad"];
/** What isn't configured doesn't make the portal worse. */
export function worstOf(parts: Judged[]): HealthState {
  return parts.reduce<HealthState>(
    (worst, { state }) => (order.indexOf(state) > order.indexOf(worst) ? state : worst),
    "good",
  );
}

const good = (sentence: string): Judged => ({ state: "good", sentence, next: null });
const warning = (sentence: string, next: string): Judged => ({ state: "warning", sentence, next });
const bad = (sentence: string, next: string): Judged => ({ state: "bad", sentence, next });
const none = (sentence: string, next: string): Judged => ({ state: "none", sentence, next });

const counted = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;

/** @param known the migrations that this process came with; null if it can't tell */
export function judgeDatabase(
  { connections, maxConnections, migrations }: { connections: number; maxConnections: number; migrations: string[] },
  known: string[] | null,
): Judged & { missingMigrations: string[] } {
  const missingMigrations = (known ?? []).filter((name) => !migrations.includes(name));
  const newer = known ? migrations.filter((name) => !known.includes(name)).length : 0;
  const judged = () => {
    if (missingMigrations.length > 0)
      return bad(
        `${counted(missingMigrations.length, "migration")} of this version ${missingMigrations.length === 1 ? "hasn’t" : "haven’t"} been applied.`,
        "Run npm run admin -- migrate on the portal’s machine.",
      );
    if (connections >= 0.9 * maxConnections)
      return warning(
        `${connections} of ${maxConnections} connections are in use.`,
        "Raise max_connections of PostgreSQL, or lower DATABASE_POOL.",
      );
    if (newer > 0)
      return warning(
        "The database belongs to a newer version than this process.",
        "Restart this process with the newer version.",
      );
    if (known === null)
      return warning(
        "It answers, but this process can’t tell whether all migrations have been applied.",
        "Start the portal in its own folder, where db/migrations is.",
      );
    return good("It answers, and all migrations have been applied.");
  };
  return { ...judged(), missingMigrations };
}

/** Workers look after the queues every few seconds. */
const silentMs = 60_000;
const lateSeconds = 120;

export function judgeWorkers(lastSignAt: Date | null, queueLagSeconds: number, now: Date): Judged {
  if (!lastSignAt || now.getTime() - lastSignAt.getTime() > silentMs)
    return bad(
      "No worker is running: mails and changes of servers wait.",
      "Start a process without WORKER=off, and look at its log.",
    );
  if (queueLagSeconds > lateSeconds)
    return warning(
      `The oldest job has been waiting for ${counted(Math.round(queueLagSeconds / 60), "minute")}.`,
      "See under Jobs which queue is behind. Start another process if it stays so.",
    );
  return good("A worker is running, and no job is late.");
}

const nameServers: Record<NameServerState, Judged> = {
  ok: good("It answers with what is stored."),
  behind: warning(
    "It doesn’t answer with the newest version yet.",
    "Look again in a minute; then restart the name server.",
  ),
  failing: bad("It fails for a zone.", "See under Zones which one is failing."),
  away: bad("It doesn’t answer.", "Start the name server, and check DNS_ADDRESS and DNS_PORT."),
  none: none("Not configured: no zone is served.", "Set DNS_PORT and DNS_NAME_SERVERS to serve zones."),
};
/** @param baseServed false: a base zone is chosen and not answered any more */
export function judgeNameServer(state: NameServerState, baseServed: boolean): Judged {
  if (baseServed || state === "failing" || state === "away") return nameServers[state];
  return warning(
    "The base zone isn’t served any more, so tunnel devices have no names.",
    "Choose another base zone in the portal’s settings, or leave it empty.",
  );
}

interface NodeRow {
  id: string;
  name: string;
  healthy: boolean;
  problem: string | null;
  checkedAt: Date;
  healthChangedAt: Date | null;
}
/** Nodes are checked every half minute. */
const uncheckedMs = 3 * 60_000;

export function judgeNodes(rows: NodeRow[], now: Date) {
  const offline = rows
    .filter(({ healthy }) => !healthy)
    .map(({ id, name, problem, healthChangedAt: since }) => ({ id, name, problem, since }));
  const online = rows.length - offline.length;
  const unchecked = rows.filter(({ checkedAt }) => now.getTime() - checkedAt.getTime() > uncheckedMs).length;
  const judged = () => {
    if (rows.length === 0) return none("Not configured: there is no node.", "Register a node to run servers.");
    if (offline.length > 0) {
      const all = online === 0;
      const sentence = all
        ? "No node’s engine answers."
        : `The engine of ${counted(offline.length, "node")} doesn’t answer.`;
      return (all ? bad : warning)(sentence, "Start the engine of each node below, or check its address.");
    }
    if (unchecked > 0)
      return warning(
        `${counted(unchecked, "node")} ${unchecked === 1 ? "hasn’t" : "haven’t"} been checked for some minutes.`,
        "A worker checks them: see above whether one is running.",
      );
    return good(`The engine of ${online === 1 ? "the only node" : `all ${online} nodes`} answers.`);
  };
  return { ...judged(), online, offline };
}

interface GatewayHealth {
  id: string;
  name: string;
  problem: string | null;
  reportedAt: Date | null;
}

/** Gateways of tunnels: each reports every few seconds. */
export function judgeGateways(rows: GatewayHealth[]) {
  const judgedRows = rows.map((row) => ({ ...row, health: healthOf(row) }));
  const silent = judgedRows
    .filter(({ health }) => health === "missing" || health === "waiting")
    .map(({ id, name, reportedAt: since }) => ({ id, name, since }));
  const failing = judgedRows.flatMap(({ id, name, health, problem }) =>
    health === "failing" && problem !== null ? [{ id, name, problem }] : [],
  );
  const answering = rows.length - silent.length - failing.length;
  const judged = () => {
    if (rows.length === 0)
      return none("Not configured: there is no gateway.", "Register a gateway to let members publish ports.");
    if (silent.length > 0) {
      const all = silent.length === rows.length;
      const sentence = all
        ? "No gateway reports."
        : `${counted(silent.length, "gateway")} of ${rows.length} ${silent.length === 1 ? "doesn’t" : "don’t"} report.`;
      const next =
        "Start the gateway program of each one below, and check that its machine reaches the portal. After ten minutes without the portal it closes everything.";
      return (all ? bad : warning)(sentence, next);
    }
    if (failing.length > 0)
      return warning(
        `${counted(failing.length, "gateway")} ${failing.length === 1 ? "reports" : "report"} a problem.`,
        "Solve the problem below on the gateway’s machine.",
      );
    return good(
      `${rows.length === 1 ? "The only gateway reports" : `All ${rows.length} gateways report`}, and no problem.`,
    );
  };
  return { ...judged(), answering, silent, failing };
}

export function judgeMail(server: MailServerState, failedInADay: number): Judged {
  if (server === "none")
    return none("Not configured: mails are held.", "Set SMTP_URL and restart the portal, or pass links on by hand.");
  if (server === "away")
    return bad("The SMTP server doesn’t answer.", "Check SMTP_URL, and whether the server is running.");
  if (server === "refusing")
    return bad(
      "The SMTP server refuses the connection or the sign-in.",
      "Check the user name and password in SMTP_URL.",
    );
  if (failedInADay > 0)
    return warning(
      `The SMTP server answers, but ${counted(failedInADay, "mail")} failed in the last 24 hours.`,
      "See under Outgoing mail why, and send them again.",
    );
  return good("The SMTP server answers, and no mail failed in the last 24 hours.");
}

const gib = 1024 ** 3;

/** @param room null if it couldn't be measured */
export function judgeDisk(room: { freeBytes: number; totalBytes: number } | null): Judged {
  if (!room)
    return warning("The free space couldn’t be measured.", "Check the disk of DATA_DIR on the portal’s machine.");
  const share = room.freeBytes / room.totalBytes;
  const sentence = `${Math.floor(100 * share)} % of the disk with the portal’s files is free.`;
  if (share < 0.05 || room.freeBytes < gib) return bad(sentence, "Free some space now, or the portal stops.");
  if (share < 0.15) return warning(sentence, "Free some space, or enlarge the disk.");
  return good(sentence);
}

export const judgeProcess = (version: string): Judged => good(`This process runs version ${version}.`);
