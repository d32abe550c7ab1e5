import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { Operation } from "@/lib/kernel/operation";

/** Every operation that any module below lib/ exports, so a new one is tested from the start. */
const modules = import.meta.glob<Record<string, unknown>>(
  ["../**/*.ts", "!../**/*.test.ts", "!../doors/**", "!../jobs/install.ts"],
  { eager: true },
);
export type Any = Operation<z.ZodType, unknown>;
const isOperation = (value: unknown): value is Any => typeof value === "function" && "about" in value;
export const operations = [
  ...new Set(Object.values(modules).flatMap((module) => Object.values(module).filter(isOperation))),
];
export const walked = operations.map((operation) => [operation.about.name, operation] as const);
export const ofKind = (...kinds: string[]) =>
  walked.filter(([, { about }]) => kinds.some((kind) => about.kind.startsWith(kind)));

/** Fields with another meaning in another operation. */
const ownFields: Record<string, object> = {
  "zone.compare": { from: 1, to: 2 },
  "server.moveFile": { to: "a/c" },
  "gateway.report": { version: "1" },
  "tunnelPort.update": { port: randomUUID() },
  "tunnelPort.close": { port: randomUUID() },
  "tunnelPort.reopen": { port: randomUUID() },
  "server.uploadFile": { content: new ReadableStream() },
};

/** Only the fields that the operation's schema has: unknown ones are refused before anything else. */
export function fieldsFor({ input: schema, about }: Any, values: object, without: string[] = []): never {
  const options =
    "options" in schema ? (schema.options as { shape: object }[]) : [schema as unknown as { shape: object }];
  const fields = Object.keys(options[0]?.shape ?? {});
  return Object.fromEntries(
    Object.entries({ ...values, ...ownFields[about.name] }).filter(
      ([name]) => fields.includes(name) && !without.includes(name),
    ),
  ) as never;
}
