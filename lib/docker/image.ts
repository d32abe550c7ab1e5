import type Docker from "dockerode";
import { isStatus } from "@/lib/docker/problem";

interface Progress {
  id?: string;
  error?: string;
  progressDetail?: { current?: number; total?: number };
  status?: string;
}

/**
 * Makes sure that an image is there. @param tell how far a pull is, of a hundred
 * @returns the id of one that had to be fetched
 * @throws what the engine says, with status 404 for an image that doesn't exist
 */
export async function ensureImage(docker: Docker, image: string, tell: (percent: number) => void) {
  if (await hasImage(docker, image)) return null;
  const stream = await docker.pull(image);
  const layers = new Map<string, number>();
  await new Promise<void>((resolve, reject) =>
    docker.modem.followProgress(
      stream,
      (error) => (error ? reject(error) : resolve()),
      ({ id, status, progressDetail }: Progress) => {
        if (!id || !status) return;
        const { current = 0, total = 0 } = progressDetail ?? {};
        layers.set(id, shareOf(status, current, total) ?? layers.get(id) ?? 0);
        const sum = [...layers.values()].reduce((all, share) => all + share, 0);
        tell(Math.min(99, Math.round((100 * sum) / layers.size)));
      },
    ),
  );
  return (await docker.getImage(image).inspect()).Id;
}

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
