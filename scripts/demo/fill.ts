import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { database } from "@/db/client";
import { Refusal } from "@/lib/kernel/errors";
import { guides, people } from "./people";
import { makeResidents } from "./residents";
import { addServers } from "./servers";
import { buildTown } from "./town";

/** The file beside the database: it marks the town as ours, and has its people's password. */
interface Kept {
  password: string;
  /** Whether it was completed. */
  whole: boolean;
  servers: boolean;
}

/** The reason why the town can't be created here, as a message. */
export class NoTown extends Error {}

/** Creates the town in a portal without users, or finds it there. @throws NoTown on a portal with other users */
export async function fill({ folder, hooks }: { folder: string; hooks: string | null }) {
  const kept = read(folder);
  if (!kept && (await hasPeople()))
    throw new NoTown(
      `The portal in ${folder} has other users, and npm run demo only fills an empty one. Set DATA_DIR to another folder.`,
    );
  if (kept && !kept.whole)
    throw new NoTown(`The town in ${folder} is incomplete. Remove that folder, and run npm run demo again.`);
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

/** Whether the portal has any users: a fresh one has none. */
async function hasPeople(): Promise<boolean> {
  return (await database().selectFrom("users").select("id").limit(1).execute()).length > 0;
}

/** The file may be beside another database than its own. */
async function recognise({ as }: ReturnType<typeof makeResidents>, folder: string) {
  try {
    await as("Rhiannon");
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new NoTown(
      `The portal in ${folder} isn’t the town that was created there: ${people.Rhiannon.name} can’t sign in with the password in demo.json. Remove that folder, or set DATA_DIR to another.`,
    );
  }
}

const fileOf = (folder: string) => path.join(folder, "demo.json");

function read(folder: string): Kept | null {
  const file = fileOf(folder);
  const kept = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {};
  // Empty until the town is created.
  return kept.password ? kept : null;
}

function write(folder: string, kept: Kept): void {
  fs.writeFileSync(fileOf(folder), `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
}
