import type { Count } from "@/bench/counting";
import { cpuMs } from "@/bench/cpu";
import { percentile, type Stretch } from "@/bench/figures";
import type { Loader } from "@/bench/loader";
import { type Contender, contenders, operations } from "@/bench/operations";
import type { Servers } from "@/bench/servers";

export interface Plan {
  connections: number;
  rounds: number;
  /** The warm-up of each contender before the first round, and before each. */
  warmUpSeconds: number;
  againSeconds: number;
  seconds: number;
}
export const plans = {
  full: { connections: 16, rounds: 5, warmUpSeconds: 3, againSeconds: 0.5, seconds: 4 },
  quick: { connections: 16, rounds: 2, warmUpSeconds: 1.5, againSeconds: 0.3, seconds: 1.5 },
} satisfies Record<string, Plan>;

export type Rounds = Record<Contender, Stretch[]>;

/** Numbers for requests, because an invitation's address must be new each time. */
let used = 0;
function numbers(count: number): number {
  used += count;
  return used - count;
}
/** More than fits into a second. */
const mostASecond = 10_000;

/** One operation, in rounds: the contenders take turns, so a disturbance affects all of them. */
export async function measure(
  operation: string,
  { loader, servers, postgres, plan }: { loader: Loader; servers: Servers; postgres: number | null; plan: Plan },
): Promise<Rounds> {
  const run = async (contender: Contender, seconds: number) => {
    const { url } = servers[contender];
    const first = numbers(Math.ceil(seconds * mostASecond));
    return loader.run({ contender, operation, url, connections: plan.connections, seconds, first });
  };
  const stretch = async (contender: Contender): Promise<Stretch> => {
    await run(contender, plan.againSeconds);
    const before = [cpuMs(servers[contender].pid), cpuMs(postgres)];
    const { latenciesMs, seconds } = await run(contender, plan.seconds);
    const [node, database] = [cpuMs(servers[contender].pid), cpuMs(postgres)].map((after, index) => {
      const begun = before[index] ?? null;
      return after === null || begun === null ? null : (after - begun) / latenciesMs.length;
    });
    return {
      requestsPerSecond: latenciesMs.length / seconds,
      p50Ms: percentile(latenciesMs, 0.5),
      p99Ms: percentile(latenciesMs, 0.99),
      nodeCpuMs: node ?? null,
      postgresCpuMs: database ?? null,
    };
  };
  for (const contender of contenders) await run(contender, plan.warmUpSeconds);
  const rounds: Rounds = { floor: [], ours: [], peer: [] };
  for (let round = 0; round < plan.rounds; round++)
    for (const contender of contenders) rounds[contender].push(await stretch(contender));
  return rounds;
}

const counted = 20;

/** The database queries of one request, through a proxy and one at a time, with all connections open and warm. */
export async function count(
  loader: Loader,
  servers: Servers,
  read: () => Count,
): Promise<Record<string, Record<Contender, Count>>> {
  const result: Record<string, Record<Contender, Count>> = {};
  for (const { name: operation } of operations) {
    const each = {} as Record<Contender, Count>;
    for (const contender of contenders) {
      const job = { contender, operation, url: servers[contender].url };
      await loader.run({ ...job, connections: 16, requests: 64, first: numbers(64) });
      await settled();
      const before = read();
      await loader.run({ ...job, connections: 1, requests: counted, first: numbers(counted) });
      await settled();
      const after = read();
      each[contender] = {
        roundTrips: (after.roundTrips - before.roundTrips) / counted,
        statements: (after.statements - before.statements) / counted,
      };
    }
    result[operation] = each;
  }
  return result;
}

/** Nothing waits for a read's commit. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 100));
