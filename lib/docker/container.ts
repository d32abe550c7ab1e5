import type Docker from "dockerode";
import {
  containerName,
  dataPath,
  generationLabel,
  helperOfLabel,
  networkName,
  nodeLabel,
  organisationLabel,
  serverLabel,
  volumeName,
} from "@/lib/docker/names";
import { ensureNetwork } from "@/lib/docker/network";
import { isStatus } from "@/lib/docker/problem";
import { grantableCapabilities, type Profile, plainProfile } from "@/lib/docker/profile";

/** What a container is made from. */
export interface ContainerPlan {
  id: string;
  organisationId: string;
  nodeId: string;
  /** Another number than the container has: it is to be made anew. */
  generation?: number;
  image: string;
  environment: Record<string, string>;
  memoryMb: number;
  cores: number;
  ports: { port: number; protocol: "tcp" | "udp"; hostPort: number }[];
  /** Left out: as an image that nobody knows. */
  profile?: Profile;
  /** Where its files are; left out: in the volume that it was made with. */
  volume?: string | null;
}

/** How long a server has to put its things in order before it is killed. */
const stopSeconds = 30;
const mib = 1_048_576;

/** The container of a server, by its label; undefined when there is none. */
export async function findContainer(docker: Docker, server: string): Promise<Docker.Container | undefined> {
  const [found] = await docker.listContainers({ all: true, filters: { label: [`${serverLabel}=${server}`] } });
  return found && docker.getContainer(found.Id);
}

/**
 * How a container is kept to itself: nothing of the machine's (no host network, no host folder, no privileges, no
 * capabilities but the few that its template needs within it, none to be gained), and no more memory, cores, processes and log than it
 * was promised.
 */
export function isolationOf({
  memoryMb,
  cores,
  profile = plainProfile,
}: Pick<ContainerPlan, "memoryMb" | "cores" | "profile">): Docker.HostConfig {
  // Held to the list once more, whatever a template says.
  const given = grantableCapabilities.filter((capability) => profile.capabilities.includes(capability));
  const temporary = Object.fromEntries(profile.temporary.map((folder) => [folder, "rw,noexec,nosuid,nodev,size=64m"]));
  return {
    Privileged: false,
    CapDrop: ["ALL"],
    ...(given.length > 0 && { CapAdd: given }),
    ...(profile.temporary.length > 0 && { Tmpfs: temporary }),
    ReadonlyRootfs: profile.readOnlyRoot,
    SecurityOpt: ["no-new-privileges"],
    Memory: memoryMb * mib,
    // Memory and swap together: no swap.
    MemorySwap: memoryMb * mib,
    NanoCpus: Math.round(cores * 1e9),
    PidsLimit: 512,
    LogConfig: { Type: "json-file", Config: { "max-size": "10m", "max-file": "3" } },
    RestartPolicy: { Name: "no" },
  };
}

/** Makes the container, its volume and its organisation's network, as far as they aren't there. */
export async function createContainer(docker: Docker, plan: ContainerPlan): Promise<Docker.Container> {
  const { id, organisationId, nodeId, image, environment, ports, profile = plainProfile } = plan;
  const labels = { [organisationLabel]: organisationId, [serverLabel]: id, [nodeLabel]: nodeId };
  const made = { ...labels, [generationLabel]: String(plan.generation ?? 0) };
  await ensureNetwork(docker, organisationId);
  const volume = plan.volume ?? volumeName(id);
  await docker.createVolume({ Name: volume, Labels: labels });
  const key = ({ port, protocol }: ContainerPlan["ports"][number]) => `${port}/${protocol}`;
  try {
    return await docker.createContainer({
      name: containerName(id),
      Image: image,
      ...(profile.user !== null && { User: profile.user }),
      ...(profile.command && { Cmd: [...profile.command] }),
      Env: Object.entries({ ...environment, ...profile.environment }).map(([name, value]) => `${name}=${value}`),
      Labels: made,
      ExposedPorts: Object.fromEntries(ports.map((port) => [key(port), {}])),
      OpenStdin: true,
      StopTimeout: stopSeconds,
      HostConfig: {
        ...isolationOf(plan),
        NetworkMode: networkName(organisationId),
        PortBindings: Object.fromEntries(ports.map((port) => [key(port), [{ HostPort: String(port.hostPort) }]])),
        Mounts: [{ Type: "volume", Source: volume, Target: dataPath }],
      },
    });
  } catch (error) {
    // Somebody made it a moment ago: its name is its server's alone.
    const other = isStatus(error, 409) ? await findContainer(docker, id) : undefined;
    if (other && (await isMadeFrom(other, plan.generation ?? 0))) return other;
    throw error;
  }
}

export async function stopContainer(container: Docker.Container): Promise<void> {
  await unless([304, 404], () => container.stop({ t: stopSeconds }));
}

export async function killContainer(container: Docker.Container): Promise<void> {
  // 409: it isn't running
  await unless([404, 409], () => container.kill());
}

/** Starts it. Its network may have gone a moment ago, with the last of its organisation's other servers here: then it is made anew. */
export async function startContainer(docker: Docker, container: Docker.Container, organisation: string): Promise<void> {
  for (let attempt = 1; ; attempt++)
    try {
      return await unless([304], () => container.start());
    } catch (error) {
      if (attempt > 5 || !isWithoutNetwork(error, organisation)) throw error;
      await ensureNetwork(docker, organisation);
    }
}

const isWithoutNetwork = (error: unknown, organisation: string) =>
  isStatus(error, 404) && (error as Error).message.includes(networkName(organisation));

/** Removes a server's container alone, with the volumes that its image asked for: its files stay. */
export async function dropContainer(docker: Docker, server: string): Promise<void> {
  const container = await findContainer(docker, server);
  if (container) await unless([404, 409], () => container.remove({ force: true, v: true }));
}

/** Removes a server's container, its files and its backups; nothing is there afterwards, whatever was before. */
export async function removeContainer(docker: Docker, server: string): Promise<void> {
  const container = await findContainer(docker, server);
  // 409: it is being removed already
  if (container) await unless([404, 409], () => container.remove({ force: true, v: true }));
  await removeHelpersOf(docker, server);
  const { Volumes } = await docker.listVolumes({ filters: { label: [`${serverLabel}=${server}`] } });
  for (const { Name } of Volumes ?? []) await unless([404], () => docker.getVolume(Name).remove());
}

/** What still works on a server's volumes keeps them from going. */
async function removeHelpersOf(docker: Docker, server: string): Promise<void> {
  const found = await docker.listContainers({ all: true, filters: { label: [`${helperOfLabel}=${server}`] } });
  for (const { Id } of found) await unless([404, 409], () => docker.getContainer(Id).remove({ force: true, v: true }));
}

async function unless(statuses: number[], work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isStatus(error, ...statuses)) throw error;
  }
}

/** Gives a container the memory and cores of its plan, also while it runs. @returns whether it had others */
export async function limitContainer(container: Docker.Container, plan: ContainerPlan): Promise<boolean> {
  const { Memory, MemorySwap, NanoCpus } = isolationOf(plan);
  const { HostConfig: has } = await container.inspect();
  if (has.Memory === Memory && has.NanoCpus === NanoCpus) return false;
  await container.update({ Memory, MemorySwap, NanoCpus });
  return true;
}

/** Whether it was made from what its server's row says now. */
export async function isMadeFrom(container: Docker.Container, generation: number): Promise<boolean> {
  const { Config } = await container.inspect();
  return Number(Config.Labels?.[generationLabel] ?? 0) === generation;
}

/** What became of it. */
export async function readContainer(container: Docker.Container) {
  const { State } = await container.inspect();
  return {
    running: State.Running,
    exitCode: State.ExitCode,
    outOfMemory: State.OOMKilled,
    finishedAt: new Date(State.FinishedAt),
  };
}
