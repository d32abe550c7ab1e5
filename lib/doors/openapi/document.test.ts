import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { useDatabase } from "@/db/testing";
import { openApi } from "@/lib/doors/openapi/openapi";
import { reference } from "@/lib/doors/openapi/reference";
import { rest } from "@/lib/doors/rest/contract";

useDatabase();

const [, table = ""] =
  /\n\| method and path below `\/api` \| does \|\n\|[-|]+\n((?:\|.*\n)+)/.exec(readFileSync("docs/api.md", "utf8")) ??
  [];
const rows = table.trim().split("\n");

/** Without the names of parameters, which are shorter in the document. */
const bare = (path: string) => path.replace(/[:{][\w}]+/g, ":");
const known = new Map(rest.map(({ method, path }) => [`${method} ${bare(path)}`, path.replace(/:(\w+)/g, "{$1}")]));
known.set("GET /openapi.json", "/openapi.json");

/** The full path of a path in a row: complete, starting with …, or relative to the one before it in the row. */
function resolve(method: string, text: string, before: string): string | undefined {
  const path = bare(text);
  const parts = before.split("/");
  if (path.startsWith("…")) {
    // Of several with this ending, the one nearest to the path before it.
    const shared = (place: string) => place.split("/").findIndex((part, count) => part !== parts[count]);
    const places = [...known.keys()]
      .filter((key) => key.startsWith(`${method} `))
      .map((key) => key.split(" ")[1] ?? "");
    return places.filter((place) => place.endsWith(path.slice(1))).sort((a, b) => shared(b) - shared(a))[0];
  }
  const places = parts.map((_, count) => parts.slice(0, parts.length - count).join("/") + path);
  return places.find((place) => known.has(`${method} ${place}`));
}

interface Mention {
  text: string;
  found?: { method: string; path: string };
  words: string[];
}

/** Each method with each path of a row, and the query parameters. */
function mentions(row: string): Mention[] {
  const [, cell = ""] = row.replaceAll("\\|", "¦").split("|");
  const all: Mention[] = [];
  let methods: string[] = [];
  let pending = false;
  let before = "";
  let last: Mention[] = [];
  const mention = (text: string, words: string[] = []) => {
    last = methods.map((method): Mention => {
      const path = resolve(method, text, before);
      return { text: `${method} ${text}`, words, ...(path !== undefined && { found: { method, path } }) };
    });
    before = last.at(-1)?.found?.path ?? before;
    pending = false;
    all.push(...last);
  };
  for (const [token, code] of cell.matchAll(/`([^`]*)`|\b(?:GET|POST|PUT|DELETE)\b/g)) {
    if (code === undefined) {
      methods = pending ? [...methods, token] : [token];
      pending = true;
      continue;
    }
    const [path = "", query = ""] = code.split("?");
    const words = query ? query.split("&").map((word) => word.split("=")[0] ?? "") : [];
    // Methods without a path after them are for the path before.
    if (/^[/…]/.test(code)) mention(path, words);
    else if (pending) mention("", code.startsWith("?") ? words : []);
    else if (code.startsWith("?")) for (const each of last) each.words.push(...words);
  }
  if (pending) mention("");
  return all;
}

describe("the page on the API", () => {
  it.each(rows)("names only paths and parameters that exist: %s", (row) => {
    const named = mentions(row);
    expect(named.length).toBeGreaterThan(0);
    for (const { text, found, words } of named) {
      expect(found, text).toBeDefined();
      const { method = "", path = "" } = found ?? {};
      const call = openApi().paths[known.get(`${method} ${path}`) ?? ""]?.[method.toLowerCase()];
      const taken = (call?.parameters ?? []).filter((each) => each.in === "query").map(({ name }) => name);
      expect(taken, `${text} ${words}`).toEqual(expect.arrayContaining(words));
    }
  });

  it("and the reference beside it have every path", () => {
    const calls = reference().flatMap(({ calls }) => calls.map(({ method, path }) => `${method} ${path}`));
    for (const { method, path } of rest) expect(calls).toContain(`${method} /api${path.replace(/:(\w+)/g, "{$1}")}`);
    const named = new Set(rows.flatMap(mentions).map(({ found }) => `${found?.method} ${found?.path}`));
    expect(rest.map(({ method, path }) => `${method} ${bare(path)}`).filter((line) => !named.has(line))).toEqual([]);
  });
});
