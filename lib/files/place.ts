import type Docker from "dockerode";
import type { Trx } from "@/db/client";
import { findFilesOf } from "@/db/queries/server_files";
import type { Sight } from "@/db/queries/sight";
import { connect, type EngineAddress } from "@/lib/docker/engine";
import { type HelperPlan, help } from "@/lib/docker/helper";
import { volumeName } from "@/lib/docker/names";
import { engineProblem } from "@/lib/docker/problem";
import { env } from "@/lib/env";
import { AppError, isReason } from "@/lib/errors";
import { fileScript } from "@/lib/files/script";
import { Refusal } from "@/lib/kernel/errors";
import { addressOf } from "@/lib/nodes/engine";

/** The volume of a server's files, and its node. */
export interface Place {
  id: string;
  name: string;
  nodeId: string;
  engine: EngineAddress;
  volume: string;
  /** The maximum for the files, in bytes: its disk minus the data that its container wrote outside /data. */
  diskBytes: number;
  volumeBytes: number;
  layerBytes: number;
}

/** How long an engine may be silent during a file transfer. */
const silenceMs = 120_000;

/** Finds the files of a server that the user may see. @throws if they can't be used now */
export async function findPlace(trx: Trx, sight: Sight, server: string): Promise<Place> {
  const row = await findFilesOf(trx, sight, server);
  if (!row) throw new AppError("unknown");
  if (row.state === "deleting") throw new AppError("server.deleting");
  // Its volume is created together with its container.
  if (["queued", "pulling", "creating"].includes(row.state)) throw new AppError("server.noFiles");
  if (row.restoring) throw new AppError("server.restoring");
  return {
    id: row.id,
    name: row.name,
    nodeId: row.nodeId,
    engine: addressOf({ id: row.nodeId, endpoint: row.endpoint, credentials: row.credentials }),
    volume: row.volume ?? volumeName(row.id),
    diskBytes: Math.max(0, row.diskMb * 1_048_576 - row.layerBytes),
    volumeBytes: row.volumeBytes ?? 0,
    layerBytes: row.layerBytes,
  };
}

export const engineOf = (place: Place): Docker => connect(place.engine, silenceMs);

export function planOf(place: Place, ...words: string[]): HelperPlan {
  const { nodeId, id: serverId, volume } = place;
  return { image: env().FILES_IMAGE, nodeId, serverId, volume, script: fileScript, words };
}

/** Runs one operation of the script. @returns its output; @throws its refusals, and UPSTREAM for the engine's */
export async function work(place: Place, words: string[], seconds?: number): Promise<Buffer> {
  return outputOf(await asked(() => help(engineOf(place), planOf(place, ...words), seconds)));
}

export function outputOf({ code, output }: { code: number; output: Buffer }): Buffer {
  if (code === 0) return output;
  const reason = `file.${output.toString("latin1").slice(0, 40)}`;
  throw new AppError(code === 9 && isReason(reason) ? reason : "file.failed");
}

/** Asks an engine, and turns its errors into refusals. */
export async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const { statusCode } = error as { statusCode?: number };
    if (statusCode === 404 && /no such volume/i.test((error as Error).message)) throw new AppError("server.noFiles");
    throw new AppError("file.engine", { message: `The server’s node couldn’t do this. ${engineProblem(error)}` });
  }
}
