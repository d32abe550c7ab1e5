import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { procedures } from "@/lib/doors/procedures/contract";
import type { AppError } from "@/lib/errors";
import type { Operation } from "@/lib/kernel/operation";
import { parse } from "@/lib/kernel/parse";
import { changeRegistriesInput } from "@/lib/portal/schema";
import { createServerInput } from "@/lib/servers/schema";
import { defOf, partsOf } from "@/lib/testing";
import { helperForms } from "@/lib/zones/records/helper_schema";

/** Every operation that any module below lib/ exports, as in strangers.test.ts. */
const modules = import.meta.glob<Record<string, unknown>>(
  ["../**/*.ts", "!../**/*.test.ts", "!../doors/**", "!../jobs/install.ts"],
  { eager: true },
);
type Any = Operation<z.ZodType, unknown>;
const isOperation = (value: unknown): value is Any => typeof value === "function" && "about" in value;

const schemas = new Map<z.ZodType, string>();
for (const each of Object.values(modules).flatMap((module) => Object.values(module).filter(isOperation)))
  partsOf(each.input, each.about.name, schemas);
for (const [name, { input }] of Object.entries(procedures)) partsOf(input, name, schemas);
for (const [name, form] of Object.entries(helperForms)) partsOf(form, name, schemas);

const of = (length: number) => "a/".repeat(length);
const wrongs = [
  ...[undefined, null, true, -1, 1.5, Number.NaN, 1e12, Symbol("x"), new Date(Number.NaN)],
  ...["", " ", "\0", "a\nb", "//", "0", "é", of(50), of(3_000), of(200_000)],
  ...[[], [null], [""], [{}], ["//", "a b"], Array(5_000).fill(1)],
  ...[{}, { token: "x" }, { invitation: "x" }, { "": "" }, { a: 1 }, { reach: "portal", name: 1 }, { reach: "x" }],
];
const shown = (value: unknown) => (typeof value === "symbol" ? "a symbol" : (JSON.stringify(value) ?? "nothing"));

/** The library's own messages, and messages that don't say what to do. */
const notOurs = /^(Invalid|Expected|Unrecognized|Too (big|small)|Required)|received |This isn’t valid\.|: \.$/;

describe("the message for an invalid value", () => {
  const unions = [...schemas].filter(([schema]) => defOf(schema).type === "union");

  it("is tested for all unions", () => {
    expect(unions.length).toBeGreaterThan(20);
  });

  it("is in our own words, also for unions", () => {
    const found = unions.flatMap(([schema, name]) =>
      wrongs.flatMap((value) =>
        (schema.safeParse(value).error?.issues ?? [])
          .filter(({ message }) => notOurs.test(message))
          .map(({ message }) => `${name} of ${shown(value).slice(0, 40)}: ${message}`),
      ),
    );
    expect(found).toEqual([]);
  });

  const fieldsOf = (schema: z.ZodType, value: unknown) => {
    try {
      parse(schema, value);
    } catch (error) {
      return (error as AppError).fields;
    }
  };

  it.each([
    ["ghcr", "“ghcr” is not a registry such as ghcr.io or images.example.org:5000."],
    [
      "https://bad\none/x ghcr.io",
      "These are not registries such as ghcr.io or images.example.org:5000: “https://bad”, “one/x”.",
    ],
    [
      ["https://bad", "one/x"],
      "These are not registries such as ghcr.io or images.example.org:5000: “https://bad”, “one/x”.",
    ],
    [Array.from({ length: 51 }, (_, n) => `r${n}.example`), "Enter at most fifty."],
    [5, "Enter registries such as ghcr.io."],
  ])("names the entries that are no registry, at the one field: %.60j", (imageRegistries, message) => {
    expect(fieldsOf(changeRegistriesInput, { imageRegistries })).toEqual({ imageRegistries: [message] });
  });

  it("is about the alternative that was meant", () => {
    const given = { organisation: "apex", name: "Web", image: "nginx", memoryMb: 64, cores: 1 };
    expect(
      fieldsOf(createServerInput, { ...given, environment: "a".repeat(129), ports: "0", nodeId: "x", projectId: 5 }),
    ).toEqual({
      environment: [expect.stringContaining("A name has up to 128 characters")],
      ports: ["Enter ports from 1 to 65535."],
      nodeId: ["This isn’t a valid id."],
      projectId: ["This isn’t a valid id."],
    });
  });
});
