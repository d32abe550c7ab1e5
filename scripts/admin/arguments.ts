import { parseArgs } from "node:util";

/** An error in the command line. */
export class UsageError extends Error {}

const flags = [
  ...["email", "name", "organisation", "handle", "tier", "reach", "permissions", "days", "value", "zone", "reason"],
  ...[
    "endpoint",
    "memory",
    "cores",
    "disk",
    "tiers",
    "ports",
    "address",
    "max-servers",
    "ca",
    "cert",
    "key",
    "resolvers",
    "heads",
  ],
] as const;
type Flag = (typeof flags)[number];
/** `file`: the file that a command is about; `filtered` is on or left out. */
export type Options = Partial<Record<Flag | "file" | "filtered", string>>;

/** `user create --email …` → the command's name and its options. */
export function readArguments(given: string[]): { name: string; options: Options } {
  const known = Object.fromEntries([
    ...flags.map((flag) => [flag, { type: "string" as const }]),
    ["json", { type: "boolean" as const }],
    ["filtered", { type: "boolean" as const }],
  ]);
  try {
    const { positionals, values } = parseArgs({ args: given, allowPositionals: true, options: known, strict: true });
    const { filtered, ...texts } = values as Options & { filtered?: unknown };
    const options: Options = { ...texts, ...(filtered ? { filtered: "on" } : {}) };
    const [noun, verb, file, ...more] = positionals;
    // The only command about a file.
    return noun === "audit" && verb === "verify" && file && more.length === 0
      ? { name: "audit verify", options: { ...options, file } }
      : { name: positionals.join(" "), options };
  } catch (error) {
    throw new UsageError((error as Error).message.split("\n")[0] ?? "");
  }
}

/** Options go to the operation unchanged: its schema says what is missing or wrong. */
export const raw = (value: string | undefined) => value as string;

export function need(options: Options, ...names: (keyof Options)[]): void {
  const missing = names.filter((name) => !options[name]);
  if (missing.length > 0) throw new UsageError(`Add ${missing.map((name) => `--${name}`).join(", ")}.`);
}

/** A password is never an argument, because other users of the machine could read it. */
export async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write("Password (10 characters or more), then Enter: ");
  let text = "";
  for await (const chunk of process.stdin) {
    text += chunk;
    if (text.includes("\n")) break;
  }
  return text.split(/\r?\n/, 1)[0] ?? "";
}
