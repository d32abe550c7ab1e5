import type { Readable } from "node:stream";
import type Docker from "dockerode";
import { framesOf } from "@/lib/docker/frames";
import { ensureImage } from "@/lib/docker/images/image";
import { dataPath, helperLabel, helperOfLabel } from "@/lib/docker/names";
import { isStatus } from "@/lib/docker/problem";
import { takeTurn } from "@/lib/docker/turns";

/** Work on a volume, done by a small container of the portal that sees only the volume and a few programs. */
export interface HelperPlan {
  /** Must contain BusyBox. */
  image: string;
  nodeId: string;
  serverId: string;
  /** Mounted at /data. */
  volume: string;
  /** Mounted at /backup. */
  backup?: { volume: string; readOnly: boolean };
  readOnly?: boolean;
  /** For `sh`, with `words` as its `$1`, `$2` …, so that user input is never part of the script. */
  script: string;
  words: string[];
  /** Only for helpers of jobs, which are found again by name. These are few, so they don't wait for a turn. */
  name?: string;
}

export interface HelperResult {
  code: number;
  output: Buffer;
}

/**
 * Creates a helper without starting it: its files can be read and written already. Nothing of a server's image runs, and no process of a
 * server is visible: a link out of the volume ends among the helper's few files, which hold no secrets and are read-only.
 */
export async function createHelper(docker: Docker, plan: HelperPlan): Promise<Docker.Container> {
  const end = plan.name ? () => {} : await takeTurn(plan.nodeId, plan.serverId);
  try {
    const container = await makeHelper(docker, plan);
    turns.set(container, end);
    return container;
  } catch (error) {
    end();
    throw error;
  }
}

/** The function that ends the turn of each existing helper. */
const turns = new WeakMap<Docker.Container, () => void>();

async function makeHelper(docker: Docker, plan: HelperPlan): Promise<Docker.Container> {
  const make = () =>
    docker.createContainer({
      ...(plan.name && { name: plan.name }),
      Image: plan.image,
      User: "0:0",
      WorkingDir: dataPath,
      Entrypoint: ["busybox", "sh", "-c", plan.script, "sh"],
      Cmd: plan.words,
      Labels: { [helperLabel]: plan.nodeId, [helperOfLabel]: plan.serverId },
      NetworkDisabled: true,
      HostConfig: {
        NetworkMode: "none",
        ReadonlyRootfs: true,
        CapDrop: ["ALL"],
        // A server's files belong to the user of its processes.
        CapAdd: ["CHOWN", "DAC_OVERRIDE", "FOWNER"],
        SecurityOpt: ["no-new-privileges"],
        Memory: 128 * 1_048_576,
        MemorySwap: 128 * 1_048_576,
        NanoCpus: 1e9,
        PidsLimit: 64,
        // Its output may be the content of a file: it must not be stored.
        LogConfig: { Type: "none", Config: {} },
        Mounts: [
          mount(plan.volume, dataPath, plan.readOnly ?? false),
          ...(plan.backup ? [mount(plan.backup.volume, "/backup", plan.backup.readOnly)] : []),
        ],
      },
    });
  try {
    return await make();
  } catch (error) {
    if (!isStatus(error, 404)) throw error;
    await ensureImage(docker, plan.image);
    return make();
  }
}

const mount = (volume: string, target: string, readOnly: boolean): Docker.MountSettings => ({
  Type: "volume",
  Source: volume,
  Target: target,
  ReadOnly: readOnly,
  VolumeOptions: { NoCopy: true, Labels: {}, DriverConfig: { Name: "", Options: {} } } as never,
});

/**
 * Starts a helper and waits for its end. @param seconds the timeout, after which it is killed; @param most the maximum output in bytes
 */
export async function runHelper(container: Docker.Container, seconds: number, most: number): Promise<HelperResult> {
  const stream = (await container.attach({ stream: true, stdout: true, stderr: false })) as unknown as Readable;
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    container.kill().catch(() => {});
    stream.destroy();
  }, seconds * 1_000);
  try {
    await container.start();
    const parts: Buffer[] = [];
    let size = 0;
    for await (const { bytes } of framesOf(stream as AsyncIterable<Buffer>)) {
      size += bytes.length;
      if (size > most) throw new Error("A helper printed too much.");
      parts.push(bytes);
    }
    // Only now: the helper has ended, so this returns at once. Waiting for its next exit could last for ever.
    const { StatusCode: code } = (await container.wait()) as { StatusCode: number };
    if (late) throw new Error(`timeout: this took longer than ${seconds} seconds`);
    return { code, output: Buffer.concat(parts) };
  } catch (error) {
    throw late ? new Error(`timeout: this took longer than ${seconds} seconds`) : error;
  } finally {
    clearTimeout(timer);
    stream.destroy();
  }
}

/** Creates, runs and removes a helper. */
export async function help(docker: Docker, plan: HelperPlan, seconds = 30, most = 4 * 1_048_576) {
  const container = await createHelper(docker, plan);
  try {
    return await runHelper(container, seconds, most);
  } finally {
    await removeHelper(container);
  }
}

/** Removes a helper. If that fails, a clean-up finds it by its label later. */
export async function removeHelper(container: Docker.Container): Promise<void> {
  await container.remove({ force: true, v: true }).catch(() => {});
  turns.get(container)?.();
}
