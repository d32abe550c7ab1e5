import pg from "pg";
import { vi } from "vitest";
import { asApplication } from "@/db/testing";

interface Statement {
  text: string;
  values: unknown[];
}

/** The statements of an operation, from the message that opens its transaction to the last before its commit. */
async function statementsOf(work: () => Promise<unknown>): Promise<{ opening: string; asked: Statement[] }> {
  const sent = vi.spyOn(pg.Client.prototype, "query");
  try {
    await work();
    const calls = sent.mock.calls.map(([first]) => first as unknown as string | Statement);
    const begins = calls.findLastIndex((call) => typeof call === "string" && call.startsWith("begin"));
    return {
      opening: calls[begins] as string,
      asked: calls.slice(begins).filter((call) => typeof call !== "string"),
    };
  } finally {
    sent.mockRestore();
  }
}

interface Node {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: Node[];
}
export interface Plan {
  text: string;
  mode: string;
  nodes: Node[];
}

const literal = (value: unknown): string => {
  if (value === null) return "null";
  if (value instanceof Date) return pg.escapeLiteral(value.toISOString());
  return pg.escapeLiteral(Array.isArray(value) ? `{${value.join(",")}}` : String(value));
};

/**
 * PostgreSQL's plans for each of these statements, as the application and in the operation's own transaction: the
 * custom plan for these values, and the generic one that a prepared statement has from its sixth run on.
 */
export async function plansOf(work: () => Promise<unknown>): Promise<Plan[]> {
  const { opening, asked } = await statementsOf(work);
  return asApplication(async (client) => {
    const plans: Plan[] = [];
    await client.query(opening);
    for (const [index, { text, values }] of asked.entries()) {
      await client.query(`prepare asked_${index} as ${text}`);
      const given = values.length > 0 ? `(${values.map(literal).join(", ")})` : "";
      for (const mode of ["force_custom_plan", "force_generic_plan"]) {
        await client.query(`set local plan_cache_mode = ${mode}`);
        const { rows } = await client.query(
          `explain (analyze, timing off, format json) execute asked_${index}${given}`,
        );
        plans.push({ text, mode, nodes: flat(rows[0]["QUERY PLAN"][0].Plan) });
      }
    }
    return plans;
  });
}

const flat = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flat)];

/** The table rows that a plan read, including filtered ones. */
export const rowsRead = ({ nodes }: Plan) =>
  nodes
    .filter((node) => /Scan/.test(node["Node Type"]) && !/Subquery|CTE|Function|WorkTable/.test(node["Node Type"]))
    .reduce(
      (sum, node) => sum + (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"],
      0,
    );

/** The most rows that a plan sorts at once. */
export const rowsSorted = ({ nodes }: Plan) =>
  Math.max(
    0,
    ...nodes.filter((node) => node["Node Type"] === "Sort").map((node) => node.Plans?.[0]?.["Actual Rows"] ?? 0),
  );

export const tablesScanned = ({ nodes }: Plan) =>
  nodes.filter((node) => node["Node Type"] === "Seq Scan").map((node) => node["Relation Name"]);
