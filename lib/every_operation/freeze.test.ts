import { parseCookie } from "cookie";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { isAnimatedPng } from "@/lib/avatars/format";
import { procedures } from "@/lib/doors/procedures/contract";
import type { Operation } from "@/lib/kernel/operation";
import { parse } from "@/lib/kernel/parse";
import { network } from "@/lib/kernel/rate";
import { handleFromName } from "@/lib/organisations/handle";
import { safePath } from "@/lib/redirects";
import { defOf, longestAllowed, longestTurn, partsOf } from "@/lib/testing";
import { folded } from "@/lib/text";
import { helperForms } from "@/lib/zones/records/helper_schema";

/** Every operation that any module below lib/ exports, as in strangers.test.ts. */
const modules = import.meta.glob<Record<string, unknown>>(
  ["../**/*.ts", "!../**/*.test.ts", "!../doors/**", "!../jobs/install.ts"],
  { eager: true },
);
type Any = Operation<z.ZodType, unknown>;
const isOperation = (value: unknown): value is Any => typeof value === "function" && "about" in value;
const operations = [...new Set(Object.values(modules).flatMap((module) => Object.values(module).filter(isOperation)))];

const mebibyte = 1_048_576;
const of = (text: string, length = mebibyte) => text.repeat(Math.ceil(length / text.length)).slice(0, length);
/** Input that is expensive to handle and cheap to send: it makes code backtrack, sort, look up or rewrite. */
const texts: Record<string, string> = {
  "marks of two classes": `a${of("\u0301", 20_000)}${of("\u0316", 20_000)}`,
  "syllables that compose": of("\u1112\u1161\u11ab"),
  letters: of("a"),
  "capitals with a dot": of("\u0130"),
  digits: of("9"),
  spaces: `a${of(" ")}a`,
  dots: of("a."),
  slashes: of("a/"),
  hyphens: of("a-"),
  colons: of("0:"),
  "equals signs": of("a=\n"),
  backslashes: of("\\"),
  escapes: of("\\000"),
  parentheses: of("("),
  "at signs": of("a@"),
  "an endless mail address": `a@${of("a.")}`,
  "an endless URL": `https://${of("a.")}/`,
  "letters of other scripts": of("ü."),
  punycode: of("xn--a."),
  NULs: of("\0"),
};

/** Each schema once, even if many operations share it. */
const schemas = new Map<z.ZodType, string>();
for (const { about, input } of operations) partsOf(input, about.name, schemas);
for (const [name, { input }] of Object.entries(procedures)) partsOf(input, name, schemas);
for (const [name, form] of Object.entries(helperForms)) partsOf(form, name, schemas);
const leaves = [...schemas].filter(([schema]) => !["object", "enum", "literal", "number"].includes(defOf(schema).type));

const many = 200_000;
const shapes: Record<string, unknown> = {
  "empty objects": Array.from({ length: many }, () => ({})),
  "empty texts": Array(many).fill(""),
  "one id repeated very often": Array(30_000).fill("0e8f9a52-7d4f-4a6e-8a4c-2f6f2b1f4a10"),
  "many names": Array.from({ length: 30_000 }, (_, n) => `n${n}.example.org`),
  "texts of marks": Array(2_000).fill(`a${of("\u0301", 250)}${of("\u0316", 250)}`),
  keys: Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`k${n}`, ""])),
  "nested arrays": JSON.parse(`${"[".repeat(5_000)}1${"]".repeat(5_000)}`),
  "nested objects": JSON.parse(`${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`),
};

/** The input of an operation with this value in every field without a closed set of values. */
function everywhere({ input }: Any, value: unknown) {
  const { shape } = defOf(input);
  return shape ? Object.fromEntries(Object.keys(shape).map((name) => [name, value])) : value;
}

async function slowOf(works: [string, () => unknown][]): Promise<string[]> {
  const slow = [];
  for (const [name, work] of works) {
    const ms = await longestTurn(work);
    if (ms > longestAllowed) slow.push(`${name}: ${Math.round(ms)} ms`);
  }
  return slow;
}

describe("the check for input that blocks other requests", () => {
  it("finds the operations' inputs", () => {
    expect(operations.length).toBeGreaterThan(100);
    expect(leaves.length).toBeGreaterThan(100);
  });

  it.each(Object.entries(texts))("finds no field that takes long over %s", async (_, text) => {
    expect(await slowOf(leaves.map(([schema, name]) => [name, () => schema.safeParse(text)]))).toEqual([]);
  });

  it.each(Object.entries(shapes))("finds no operation that takes long over %s", async (_, value) => {
    expect(
      await slowOf(operations.map((one) => [one.about.name, () => parse(one.input, everywhere(one, value))])),
    ).toEqual([]);
  });

  it.each(Object.entries(texts))("finds no other parser that takes long over %s", async (_, text) => {
    // As much as all headers of a request may have.
    const header = text.slice(0, 16_000);
    const works: [string, () => unknown][] = [
      ["a cookie", () => parseCookie(header)],
      ["a redirect target", () => safePath(`/${header}`)],
      ["a network", () => network(header)],
      ["a name for comparison", () => folded(text.slice(0, 1_000))],
      ["a handle from a name", () => handleFromName(text.slice(0, 1_000))],
      [
        "a picture",
        () => isAnimatedPng(Buffer.concat([Buffer.alloc(8), Buffer.alloc(5 * mebibyte, text.slice(0, 12))])),
      ],
    ];
    expect(await slowOf(works)).toEqual([]);
  });

  it("an image of nothing but empty chunks is checked within a turn", async () => {
    const allowed = longestAllowed / 4;
    expect(await longestTurn(() => isAnimatedPng(Buffer.alloc(5 * mebibyte)), allowed)).toBeLessThan(allowed);
  });
});
