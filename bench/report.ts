import { cpus } from "node:os";
import type { Count } from "@/bench/counting";
import { geometricMean, ratio, typical } from "@/bench/figures";
import type { Plan, Rounds } from "@/bench/measure";
import { type Contender, contenders, operations } from "@/bench/operations";

type Counts = Record<string, Record<Contender, Count>>;

const rounded = (value: number | null, digits = 2) => (value === null ? null : Number(value.toFixed(digits)));

function figures(rounds: Rounds, counts: Record<Contender, Count> | undefined, contender: Contender) {
  const { requestsPerSecond, p50Ms, p99Ms, nodeCpuMs, postgresCpuMs } = typical(rounds[contender]);
  return {
    requestsPerSecond: Math.round(requestsPerSecond),
    p50Ms: rounded(p50Ms),
    p99Ms: rounded(p99Ms),
    roundTrips: rounded(counts?.[contender].roundTrips ?? null, 1),
    statements: rounded(counts?.[contender].statements ?? null, 1),
    nodeCpuMs: rounded(nodeCpuMs),
    postgresCpuMs: rounded(postgresCpuMs),
  };
}

/** The output of `--json`. The figures of an operation are ours; those of the others are under their names. */
export function toReport(measured: Map<string, Rounds>, counts: Counts, plan: Plan, postgresql: string) {
  const results = operations.flatMap(({ name, title }) => {
    const rounds = measured.get(name);
    if (!rounds) return [];
    const of = (contender: Contender) => figures(rounds, counts[name], contender);
    return [
      {
        name,
        title,
        ratioToPeer: ratio(rounds.ours, rounds.peer),
        ratioToFloor: ratio(rounds.ours, rounds.floor),
        ...of("ours"),
        peer: of("peer"),
        floor: of("floor"),
      },
    ];
  });
  return {
    machine: { cores: cpus().length, node: process.versions.node, postgresql },
    plan,
    operations: results.map((each) => ({
      ...each,
      ratioToPeer: rounded(each.ratioToPeer),
      ratioToFloor: rounded(each.ratioToFloor),
    })),
    geometricMeanToPeer: rounded(geometricMean(results.map(({ ratioToPeer }) => ratioToPeer))),
  };
}
export type Report = ReturnType<typeof toReport>;

const headings = [
  "",
  "",
  "req/s",
  "p50 ms",
  "p99 ms",
  "trips",
  "statements",
  "Node ms",
  "PostgreSQL ms",
  "to peer",
  "to floor",
];

/** The same as a table: a line for each operation and contender. */
export function toTable({ operations: measured, geometricMeanToPeer, machine, plan }: Report): string {
  const lines = measured.flatMap((operation) =>
    [...contenders].reverse().map((contender) => {
      const f = contender === "ours" ? operation : operation[contender];
      const ratios = contender === "ours" ? [operation.ratioToPeer, operation.ratioToFloor] : ["", ""];
      const costs = [f.roundTrips, f.statements, f.nodeCpuMs, f.postgresCpuMs].map((value) => value ?? "-");
      return [operation.title, contender, f.requestsPerSecond, f.p50Ms, f.p99Ms, ...costs, ...ratios].map(String);
    }),
  );
  const all = [headings, ...lines];
  const widths = headings.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  const text = all.map((line) =>
    line
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  "),
  );
  const how = `${plan.connections} connections, medians of ${plan.rounds} rounds of ${plan.seconds} s; ${machine.cores} cores, Node.js ${machine.node}, PostgreSQL ${machine.postgresql}`;
  return [...text, "", `Geometric mean to the peer: ${geometricMeanToPeer}`, how].join("\n");
}
