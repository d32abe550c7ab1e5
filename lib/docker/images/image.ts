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
  /** How far it is, of a hundred. */
  tell?(percent: number): void;
  /** Whether the registry may be asked at all: judged only when it is, for an image that is there needs none. */
  judge?(): Promise<unknown>;
  /** The most that is fetched, in bytes. */
  most?: number;
}

/**
 * Makes sure that an image is there.
 * @returns the id of one that had to be fetched
 * @throws `EngineProblem` when the image can't be had, and what the client says when the engine doesn't answer
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
          // Whoever doesn't listen any more has the engine stop.
          return stream.destroy();
        }
        layers.set(id, shareOf(status, current, total) ?? layers.get(id) ?? 0);
        tell(Math.min(99, Math.round((100 * sum(layers)) / layers.size)));
      },
    ),
  );
}

const sum = (of: Map<string, number>) => [...of.values()].reduce((all, each) => all + each, 0);

/** A layer is fetched, then unpacked: half each. */
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
