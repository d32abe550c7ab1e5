import type Docker from "dockerode";
import { helperLabel, nodeLabel, serverLabel } from "@/lib/docker/names";
import { isStatus } from "@/lib/docker/problem";

/** Older than any work that a helper does, in milliseconds: what is older was left by a process that died. */
const strayMs = 3 * 3_600_000;

/** What keeps something from going isn't a fault: it is in use (409), or gone already (404). @returns whether it went */
async function tryTo(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (isStatus(error, 404, 409)) return false;
    throw error;
  }
}

/** Removes what helpers of this node left. @returns how many */
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

/** Removes stopped containers that were made for a server of this node which isn't there any more. @returns how many */
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

/** The volumes that were made for this node's servers, with what each takes in bytes, where they are older than any unfinished work. */
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

/** Removes an image by the name under which it was fetched, and as itself once it has none. @returns bytes; null while something uses it */
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

/** Removes what the engine kept of builds and hasn't used for a day. @returns bytes */
export async function pruneBuilds(docker: Docker): Promise<number> {
  const { SpaceReclaimed } = (await docker.pruneBuilder({ filters: { until: ["24h"] } } as never)) as unknown as {
    SpaceReclaimed?: number;
  };
  return SpaceReclaimed ?? 0;
}
