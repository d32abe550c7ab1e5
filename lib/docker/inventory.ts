import type Docker from "dockerode";
import { generationLabel, nodeLabel, organisationLabel, serverLabel } from "@/lib/docker/names";

/** States in which a container has no process that could listen. */
const ended = ["created", "exited", "dead"];

/** All containers of a node's servers: server, organisation, generation, and whether each is running. */
export async function listContainersOf(docker: Docker, node: string) {
  const found = await docker.listContainers({ all: true, filters: { label: [`${nodeLabel}=${node}`] } });
  return found.map(({ Id, Labels, State }) => ({
    id: Id,
    server: Labels[serverLabel] ?? "",
    organisation: Labels[organisationLabel] ?? "",
    generation: Number(Labels[generationLabel] ?? 0),
    running: State === "running",
    ended: ended.includes(State),
  }));
}

/**
 * When the engine was started; null if unknown. It doesn't report this, but it recreates its default bridge at each start.
 */
export async function engineStart(docker: Docker): Promise<Date | null> {
  const networks = (await docker.listNetworks({ filters: { name: ["bridge"] } })) as {
    Name: string;
    Created: string;
  }[];
  const created = networks.find(({ Name }) => Name === "bridge")?.Created;
  return created ? new Date(created) : null;
}
