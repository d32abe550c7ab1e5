import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { empties } from "@/app/dev/states/empties";

const root = path.resolve(import.meta.dirname, "../../dashboard");
const plain = (text: string) => text.replaceAll('{" "}', " ").replaceAll(/\s+/g, " ");

const sources = new Map(
  fs
    .readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx"))
    .map((file) => [file, plain(fs.readFileSync(path.join(root, file), "utf8"))]),
);

it("the developers’ page has every empty state of the pages", () => {
  const there = [...sources].flatMap(([file, text]) => [...text.matchAll(/<EmptyState\b/g)].map(() => file));
  expect(empties.map(({ at }) => at).sort()).toEqual(there.sort());
});

it("the developers’ page shows each in its page’s own words", () => {
  for (const { at, title, text } of empties) {
    const source = sources.get(at) ?? "";
    // Up to where the page inserts a value, or one of two sentences.
    const pieces = text.split(/…|(?<=\.) |, or |: /).filter((piece) => piece.length > 8);
    const missing = [title, ...pieces].filter((piece) => !source.includes(piece));
    expect(missing, at).toEqual([]);
  }
});
