import type { Readable } from "node:stream";
import type Docker from "dockerode";
import { largestImage, pullProblem, refusedPull } from "@/lib/docker/images/pull";
import { isStatus } from "@/lib/docker/problem";

interface Progress {
  id?: string;
  error?: string;
  progressDetail?: { current?: number; total?: number };
  status?: string;
}

interface Pull {
  /** Reports the progress in per cent. */
  tell?(percent: number): void;
  /** Checks the registry; called only if it is needed, not for an image that is there already. */
  judge?(): Promise<unknown>;
  /** The maximum size in bytes. */
  most?: number;
}

/**
 * Fetches an image unless the engine has it.
 * @returns the id of the fetched image, or null
 * @throws `EngineProblem` if the image can't be fetched, and the client's error if the engine doesn't answer
 */
export async function ensureImage(docker: Docker, image: string, { tell, judge, most = largestImage }: Pull = {}) {
  if (await hasImage(docker, image)) return null;
  await judge?.();
  try {
    await fetchImage(docker, image, tell ?? (() => {}), most);
  } catch (error) {
    throw pullProblem(error);
  }
  return (await docker.getImage(image).inspect()).Id;
}

async function fetchImage(docker: Docker, image: string, tell: (percent: number) => void, most: number): Promise<void> {
  const stream = (await docker.pull(image)) as Readable;
  const [layers, sizes] = [new Map<string, number>(), new Map<string, number>()];
  await new Promise<void>((resolve, reject) =>
    docker.modem.followProgress(
      stream,
      (error) => (error ? reject(error) : resolve()),
      ({ id, status, progressDetail }: Progress) => {
        if (!id || !status) return;
        const { current = 0, total = 0 } = progressDetail ?? {};
        sizes.set(id, Math.max(sizes.get(id) ?? 0, current, total));
        if (sum(sizes) > most) {
          reject(refusedPull("large"));
          // Closing the stream makes the engine stop.
          return stream.destroy();
        }
        layers.set(id, shareOf(status, current, total) ?? layers.get(id) ?? 0);
        tell(Math.min(99, Math.round((100 * sum(layers)) / layers.size)));
      },
    ),
  );
}

const sum = (of: Map<string, number>) => [...of.values()].reduce((all, each) => all + each, 0);

/** A layer's progress: downloading and unpacking count half each. */
function shareOf(status: string, current: number, total: number): number | null {
  if (/complete|exists/i.test(status)) return /download/i.test(status) ? 0.5 : 1;
  if (total === 0) return null;
  return (current / total) * 0.5 + (/extracting/i.test(status) ? 0.5 : 0);
}

async function hasImage(docker: Docker, image: string): Promise<boolean> {
  try {
    await docker.getImage(image).inspect();
    return true;
  } catch (error) {
    if (isStatus(error, 404)) return false;
    throw error;
  }
}
