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

/** Everything needed to create a container. */
export interface ContainerPlan {
  id: string;
  organisationId: string;
  nodeId: string;
  /** If it differs from the container's, the container must be recreated. */
  generation?: number;
  image: string;
  environment: Record<string, string>;
  memoryMb: number;
  cores: number;
  ports: { port: number; protocol: "tcp" | "udp"; hostPort: number }[];
  /** Left out: the plain profile. */
  profile?: Profile;
  /** The volume of its files; left out: its original volume. */
  volume?: string | null;
}

/** How long a server has to shut down before it is killed. */
const stopSeconds = 30;
const mib = 1_048_576;

/** The container of a server, by its label; undefined when there is none. */
export async function findContainer(docker: Docker, server: string): Promise<Docker.Container | undefined> {
  const [found] = await docker.listContainers({ all: true, filters: { label: [`${serverLabel}=${server}`] } });
  return found && docker.getContainer(found.Id);
}

/**
 * Isolates a container: no host network, no host folders, no privileges, no capabilities except the few that its template needs inside
 * it, none that can be gained; and limited memory, cores, processes and log.
 */
export function isolationOf({
  memoryMb,
  cores,
  profile = plainProfile,
}: Pick<ContainerPlan, "memoryMb" | "cores" | "profile">): Docker.HostConfig {
  // Checked against the list again, whatever a template says.
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

/** Creates the container, its volume and its organisation's network, unless they exist. */
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
    // Another process created it a moment ago: the name is unique to the server.
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

/** Starts a container. Its network may have been removed with the organisation's last other server: then it is created again. */
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

/** Removes only a server's container, with its image's anonymous volumes: its files stay. */
export async function dropContainer(docker: Docker, server: string): Promise<void> {
  const container = await findContainer(docker, server);
  if (container) await unless([404, 409], () => container.remove({ force: true, v: true }));
}

/** Removes a server's container, files and backups; works from any earlier state. */
export async function removeContainer(docker: Docker, server: string): Promise<void> {
  const container = await findContainer(docker, server);
  // 409: removal is in progress
  if (container) await unless([404, 409], () => container.remove({ force: true, v: true }));
  await removeHelpersOf(docker, server);
  const { Volumes } = await docker.listVolumes({ filters: { label: [`${serverLabel}=${server}`] } });
  for (const { Name } of Volumes ?? []) await unless([404], () => docker.getVolume(Name).remove());
}

/** Removes a server's helpers, because they keep its volumes in use. */
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

/** Applies the memory and cores of the plan, even while the container runs. @returns whether they changed */
export async function limitContainer(container: Docker.Container, plan: ContainerPlan): Promise<boolean> {
  const { Memory, MemorySwap, NanoCpus } = isolationOf(plan);
  const { HostConfig: has } = await container.inspect();
  if (has.Memory === Memory && has.NanoCpus === NanoCpus) return false;
  await container.update({ Memory, MemorySwap, NanoCpus });
  return true;
}

/** Whether a container matches the current generation of its server's row. */
export async function isMadeFrom(container: Docker.Container, generation: number): Promise<boolean> {
  const { Config } = await container.inspect();
  return Number(Config.Labels?.[generationLabel] ?? 0) === generation;
}

/** The state of a container, and how it ended. */
export async function readContainer(container: Docker.Container) {
  const { State } = await container.inspect();
  return {
    running: State.Running,
    exitCode: State.ExitCode,
    outOfMemory: State.OOMKilled,
    finishedAt: new Date(State.FinishedAt),
  };
}
