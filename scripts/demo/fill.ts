import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { database } from "@/db/client";
import { Refusal } from "@/lib/kernel/errors";
import { guides, people } from "./people";
import { makeResidents } from "./residents";
import { addServers } from "./servers";
import { buildTown } from "./town";

/** What is written down beside the database: that the town is ours, and how its people sign in. */
interface Kept {
  password: string;
  /** Whether it was built to its end. */
  whole: boolean;
  servers: boolean;
}

/** Why the town can't be had here, in a sentence for a person. */
export class NoTown extends Error {}

/** Builds the town in a portal that has nobody yet, or finds it there. @throws NoTown on a portal with people of its own */
export async function fill({ folder, hooks }: { folder: string; hooks: string | null }) {
  const kept = read(folder);
  if (!kept && (await hasPeople()))
    throw new NoTown(
      `The portal in ${folder} has people of its own, and npm run demo fills none but an empty one. Give it another folder as DATA_DIR.`,
    );
  if (kept && !kept.whole)
    throw new NoTown(`The town in ${folder} was never finished. Remove that folder, and run npm run demo again.`);
  const password = kept?.password ?? randomBytes(9).toString("base64url");
  const residents = makeResidents(password);
  if (!kept) {
    write(folder, { password, whole: false, servers: false });
    await buildTown(residents, hooks);
  } else await recognise(residents, folder);
  const servers = kept?.servers ? { made: true, line: "" } : await addServers(residents);
  await residents.leave();
  write(folder, { password, whole: true, servers: servers.made });
  const shown = guides.map(([who, about, to]) => ({ ...people[who], about, to }));
  return { built: !kept, password, people: shown, line: servers.line };
}

/** Whether anybody has an account: on a fresh portal nobody has. */
async function hasPeople(): Promise<boolean> {
  return (await database().selectFrom("users").select("id").limit(1).execute()).length > 0;
}

/** The file may lie beside another database than the one that it was written for. */
async function recognise({ as }: ReturnType<typeof makeResidents>, folder: string) {
  try {
    await as("Rhiannon");
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new NoTown(
      `The portal in ${folder} isn’t the town that was built there: ${people.Rhiannon.name} can’t sign in with the password in demo.json. Remove that folder, or give another as DATA_DIR.`,
    );
  }
}

const fileOf = (folder: string) => path.join(folder, "demo.json");

function read(folder: string): Kept | null {
  const file = fileOf(folder);
  const kept = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {};
  // Empty as long as nothing was built.
  return kept.password ? kept : null;
}

function write(folder: string, kept: Kept): void {
  fs.writeFileSync(fileOf(folder), `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
}
