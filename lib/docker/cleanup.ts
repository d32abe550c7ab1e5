import type Docker from "dockerode";
import { helperLabel, nodeLabel, serverLabel } from "@/lib/docker/names";
import { isStatus } from "@/lib/docker/problem";

/** Longer than any helper runs, in milliseconds: anything older was left by a process that died. */
const strayMs = 3 * 3_600_000;

/** Tries to remove something. In use (409) and gone already (404) aren't errors. @returns whether it was removed */
async function tryTo(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (isStatus(error, 404, 409)) return false;
    throw error;
  }
}

/** Removes leftover helpers of this node. @returns how many */
export async function removeStrayHelpers(docker: Docker, node: string, olderMs = strayMs): Promise<number> {
  const found = await docker.listContainers({ all: true, filters: { label: [`${helperLabel}=${node}`] } });
  let removed = 0;
  for (const { Id, Created } of found)
    if (
      Date.now() - Created * 1_000 > olderMs &&
      (await tryTo(() => docker.getContainer(Id).remove({ force: true, v: true })))
    )
      removed++;
  return removed;
}

/** Removes stopped containers of this node whose server no longer exists. @returns how many */
export async function removeStrayContainers(docker: Docker, node: string, isKept: (server: string) => boolean) {
  const found = await docker.listContainers({ all: true, filters: { label: [`${nodeLabel}=${node}`] } });
  let removed = 0;
  for (const { Id, Labels, State } of found)
    if (State !== "running" && !isKept(Labels[serverLabel] ?? ""))
      if (await tryTo(() => docker.getContainer(Id).remove({ v: true }))) removed++;
  return removed;
}

interface Found {
  name: string;
  server: string;
  bytes: number;
}

/** The volumes of this node's servers that are older than any unfinished work, with their sizes in bytes. */
export async function listOldVolumes(docker: Docker, node: string, olderMs = strayMs): Promise<Found[]> {
  const { Volumes } = await docker.listVolumes({ filters: { label: [`${nodeLabel}=${node}`] } });
  const old = ((Volumes ?? []) as (Docker.VolumeInspectInfo & { CreatedAt?: string })[]).filter(
    ({ CreatedAt }) => CreatedAt && Date.now() - Date.parse(CreatedAt) > olderMs,
  );
  if (old.length === 0) return [];
  const usage = (await docker.df()) as { Volumes: { Name: string; UsageData?: { Size: number } }[] | null };
  const sizes = new Map((usage.Volumes ?? []).map(({ Name, UsageData }) => [Name, UsageData?.Size ?? 0]));
  return old.map(({ Name, Labels }) => ({
    name: Name,
    server: Labels?.[serverLabel] ?? "",
    bytes: Math.max(0, sizes.get(Name) ?? 0),
  }));
}

export async function removeUnusedVolume(docker: Docker, name: string): Promise<boolean> {
  return tryTo(() => docker.getVolume(name).remove());
}

/** Removes an image by the name under which it was fetched, or by id once it has no name. @returns bytes freed; null while it is in use */
export async function removeImage(docker: Docker, { imageId, reference }: { imageId: string; reference: string }) {
  const size = await sizeOf(docker, imageId);
  if (size === null) return 0;
  const named = await docker
    .getImage(reference)
    .inspect()
    .catch(() => null);
  if (named?.Id === imageId) await tryTo(() => docker.getImage(reference).remove());
  else if ((await tagsOf(docker, imageId)) === 0) await tryTo(() => docker.getImage(imageId).remove());
  return (await sizeOf(docker, imageId)) === null ? size : null;
}

async function sizeOf(docker: Docker, image: string): Promise<number | null> {
  return (await inspect(docker, image))?.Size ?? null;
}
const tagsOf = async (docker: Docker, image: string) => (await inspect(docker, image))?.RepoTags?.length ?? 0;

async function inspect(docker: Docker, image: string): Promise<Docker.ImageInspectInfo | null> {
  try {
    return await docker.getImage(image).inspect();
  } catch (error) {
    if (isStatus(error, 404)) return null;
    throw error;
  }
}

/** Removes build cache that has been unused for a day. @returns bytes freed */
export async function pruneBuilds(docker: Docker): Promise<number> {
  const { SpaceReclaimed } = (await docker.pruneBuilder({ filters: { until: ["24h"] } } as never)) as unknown as {
    SpaceReclaimed?: number;
  };
  return SpaceReclaimed ?? 0;
}
