import type Docker from "dockerode";
import { generationLabel, nodeLabel, organisationLabel, serverLabel } from "@/lib/docker/names";

/** In these states no process of a container is left that could listen. */
const ended = ["created", "exited", "dead"];

/** Every container that was made for a node's servers: which server, whose, what it was made from, and whether it runs. */
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
 * When the engine began; null where it doesn't tell. It says so nowhere, but it makes its default bridge anew each time.
 */
export async function engineStart(docker: Docker): Promise<Date | null> {
  const networks = (await docker.listNetworks({ filters: { name: ["bridge"] } })) as {
    Name: string;
    Created: string;
  }[];
  const created = networks.find(({ Name }) => Name === "bridge")?.Created;
  return created ? new Date(created) : null;
}
