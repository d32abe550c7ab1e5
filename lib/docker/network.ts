import type Docker from "dockerode";
import { bridgeName, networkName, organisationLabel } from "@/lib/docker/names";
import { isStatus } from "@/lib/docker/problem";

/** One bridge for each organisation: its servers reach each other, and no other organisation's. */
export async function ensureNetwork(docker: Docker, organisation: string): Promise<void> {
  const name = networkName(organisation);
  try {
    await docker.getNetwork(name).inspect();
    return;
  } catch (error) {
    if (!isStatus(error, 404)) throw error;
  }
  try {
    await docker.createNetwork({
      Name: name,
      CheckDuplicate: true,
      Driver: "bridge",
      Labels: { [organisationLabel]: organisation },
      // The engine allows two networks of one name but no two bridges: whoever comes second is refused.
      Options: { "com.docker.network.bridge.name": bridgeName(organisation) },
    });
  } catch (error) {
    const made = await docker.listNetworks({ filters: { name: [name] } });
    if (!made.some(({ Name }) => Name === name)) throw error;
  }
}

/**
 * Removes an organisation's network once none of its containers is left on this engine, not even one that is stopped. One that is
 * made at the same moment makes the network anew when it starts.
 */
export async function removeUnusedNetwork(docker: Docker, organisation: string): Promise<void> {
  const left = await docker.listContainers({ all: true, filters: { label: [`${organisationLabel}=${organisation}`] } });
  if (left.length > 0) return;
  try {
    await docker.getNetwork(networkName(organisation)).remove();
  } catch (error) {
    // 404: it is gone; 403 and 409: something has just been joined to it
    if (![403, 404, 409].some((status) => isStatus(error, status))) throw error;
  }
}
