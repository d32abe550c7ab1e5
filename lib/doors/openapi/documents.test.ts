import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { useDatabase } from "@/db/testing";
import { statuses } from "@/lib/doors/http/refuse";
import { type Call, sentSchema } from "@/lib/doors/openapi/call";
import type { Schema } from "@/lib/doors/openapi/json_schema";
import { openApi } from "@/lib/doors/openapi/openapi";
import { rest } from "@/lib/doors/rest/contract";
import { reasons } from "@/lib/errors";

useDatabase();

/** Documents are written by `npm run documents`, which runs these tests with -u. */
const generated = "<!-- Written by `npm run documents`; a test compares it with the code. -->";

const row = (...cells: string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;

function reasonsPage(): string {
  const rows = Object.entries(reasons)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([reason, [code, words]]) => row(`\`${reason}\``, code, String(statuses[code]), words));
  return `# Reasons

${generated}

Every refusal carries a \`code\`, which says what kind of refusal it is, and a \`reason\`, which names the exact cause. REST and the plain
procedures have both at the top of the answer; tRPC has the code in \`data.reason\` and the reason in \`data.exactReason\`. A reason is never
renamed, so programs can rely on it; new ones may be added. The sentence is for people and may change.

| reason | code | status | what people read |
|---|---|---|---|
${rows.join("\n")}
`;
}

/** "{name, handle?}": the fields of a body, those that may be left out with a question mark. */
function bodyText(schema: Schema | undefined): string {
  if (!schema) return "";
  const choices = schema.oneOf ?? [schema];
  return choices
    .map(({ properties = {}, required = [] }) =>
      Object.keys(properties)
        .map((name) => (required.includes(name) ? name : `${name}?`))
        .join(", "),
    )
    .map((fields) => `\`{${fields}}\``)
    .join(" or ");
}

function pathRow(method: string, path: string, call: Call): string {
  const words = (call.parameters ?? []).filter((each) => each.in === "query").map(({ name }) => `${name}=`);
  const text = path.replace(/\{(\w+)\}/g, ":$1");
  const asked = words.length > 0 ? ` \`?${words.join("&")}\`` : "";
  return row(`${method.toUpperCase()} \`${text}\`${asked}`, bodyText(sentSchema(call)), call.summary, call.description);
}

function pathsTable(): string {
  const { paths, tags } = openApi();
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, call]) => ({ tag: call.tags[0], row: pathRow(method, path, call) })),
  );
  return tags
    .filter(({ name }) => name !== "procedures")
    .map(({ name, description }) => {
      const rows = calls.filter(({ tag }) => tag === name).map(({ row }) => row);
      const title = name.charAt(0).toUpperCase() + name.slice(1);
      return `#### ${title}\n\n${description}\n\n| path below \`/api\` | body | does | who |\n|---|---|---|---|\n${rows.join("\n")}\n`;
    })
    .join("\n");
}

const end = "<!-- End of what is written. -->";

describe("the documents", () => {
  it("have a page of all reasons that is true", async () => {
    await expect(reasonsPage()).toMatchFileSnapshot("../../../docs/reasons.md");
  });

  it("have every path of the API in docs/api.md, with its fields and who may use it", async () => {
    const text = readFileSync("docs/api.md", "utf8");
    const [before = "", rest = ""] = text.split(`${generated}\n`);
    const [, after = ""] = rest.split(`${end}\n`);
    expect(after).not.toBe("");
    await expect(`${before}${generated}\n\n${pathsTable()}\n${end}\n${after}`).toMatchFileSnapshot(
      "../../../docs/api.md",
    );
  });

  it.each(rest.map(({ method, path }) => `${method} \`${path}\``))("have a row for %s", (line) => {
    expect(pathsTable()).toContain(`| ${line}`);
  });
});
