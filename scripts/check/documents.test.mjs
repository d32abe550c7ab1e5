import { describe, expect, it } from "vitest";
import { checkDocuments, lostLinks, lostPaths, staleSamples, unusedSamples } from "./documents.mjs";

const files = ["lib/projects/operations.ts", "proxy.ts", "db/migrations/010_projects.sql"];

describe("the documents", () => {
  it("name only files that exist, link only to what exists, and show samples as they compile", () => {
    expect(checkDocuments()).toEqual([]);
  });
});

describe("the check of documents", () => {
  it("finds a path to a missing file, with its line", () => {
    expect(lostPaths("A.md", "One.\n`lib/projects/operation.ts` and `010_project.sql`", files)).toEqual([
      "A.md:2: names lib/projects/operation.ts, which doesn't exist",
      "A.md:2: names 010_project.sql, which doesn't exist",
    ]);
    expect(lostPaths("A.md", "`lib/project/`", files)).toHaveLength(1);
  });

  it("accepts files, folders, modules without extension, patterns, and text that is no path", () => {
    const good = "`lib/projects/operations.ts` `lib/projects/` `lib/projects/operations` `proxy.ts` `010_projects.sql`";
    const others = "`lib/<feature>/shape.ts` `lib/jobs/*` `project.create` `/api/health` `.data/secrets.json` `a/b`";
    expect(lostPaths("A.md", `${good} ${others}\n\`\`\`ts\n"\`lib/none.ts\`"\n\`\`\``, files)).toEqual([]);
  });

  it("finds a link to a missing file or heading", () => {
    const open = () => "# Title\n## How to `add` it, twice\n";
    expect(lostLinks("docs/api.md", "[a](none.md) [b](dns.md#title) [c](dns.md#how-to-add-it-twice)", open)).toEqual([
      "docs/api.md: links to none.md, which doesn't exist",
    ]);
    expect(lostLinks("docs/api.md", "[a](dns.md#elsewhere) [b](https://example.org/#x)", open)).toEqual([
      "docs/api.md: links to dns.md#elsewhere, a heading that doesn't exist",
    ]);
  });

  it("finds a sample that differs from its file, and a file that no guide shows", () => {
    const guide = "<!-- sample: docs/a.ts -->\n```ts\nconst a = 1;\n```\n";
    expect(staleSamples("A.md", guide, () => "const a = 1;\n")).toEqual([]);
    expect(staleSamples("A.md", guide, () => "const a = 2;\n")).toHaveLength(1);
    expect(unusedSamples([{ text: guide }], ["docs/a.ts", "docs/b.ts"])).toEqual(["docs/b.ts: no guide shows it"]);
  });
});
