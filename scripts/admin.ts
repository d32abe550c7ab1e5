// The portal's administration without a browser. `npm run admin` sets up what this needs and runs it.
import { DatabaseError } from "pg";
import { disconnect } from "@/db/client";
import { Refusal } from "@/lib/kernel/errors";
import { readArguments, UsageError } from "./admin/arguments";
import { commands, usage } from "./admin/commands";

const json = process.argv.includes("--json");

/** One line, or one JSON object, for an error. */
function refuse(message: string, more: object = {}): void {
  if (json) process.stdout.write(`${JSON.stringify({ error: message, ...more })}\n`);
  else process.stderr.write(`${message}\n`);
}

/**
 * The printable part of an unexpected fault: of a database error only the code, because its text may contain data of
 * rows.
 */
function saidOf(error: unknown): string {
  if (!(error instanceof DatabaseError)) return (error as Error).message;
  return `Something went wrong in the database (code ${error.code}). Nothing was changed. See the database’s log.`;
}

async function main(): Promise<number> {
  const { name, options } = readArguments(process.argv.slice(2));
  const command = commands[name];
  if (!command) throw new UsageError(name ? `Unknown command "${name}".` : "Enter a command.");
  const { lines, data, failed } = await command.run(options);
  process.stdout.write(json ? `${JSON.stringify(data)}\n` : lines.map((line) => `${line}\n`).join(""));
  return failed ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = 1;
  if (error instanceof UsageError) {
    process.exitCode = 2;
    refuse(json ? error.message : `${error.message}\n\n${usage()}`);
  } else if (error instanceof Refusal) {
    const fields = Object.entries(error.fields ?? {}).map(([field, messages]) => `${field}: ${messages.join(" ")}`);
    refuse(fields.length > 0 ? fields.join("\n") : error.message, { code: error.code, fields: error.fields });
  } else refuse(saidOf(error));
} finally {
  await disconnect();
}
