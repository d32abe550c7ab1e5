import { setTimeout as pause } from "node:timers/promises";
import type Docker from "dockerode";
import { bridgeName, networkName, organisationLabel } from "@/lib/docker/names";
import { isStatus } from "@/lib/docker/problem";

/** How often to retry while another process creates or removes the network, and the maximum pause in milliseconds. */
const attempts = 50;
const pauseMs = 200;

/** Ensures the organisation's bridge, on which its servers reach each other but no other organisation's. */
export async function ensureNetwork(docker: Docker, organisation: string): Promise<void> {
  for (let attempt = 1; !(await hasNetwork(docker, organisation)); attempt++)
    try {
      return await createNetwork(docker, organisation);
    } catch (error) {
      // 403: the bridge exists; 409: the name exists. The network is being created and not listed yet, or is still being removed.
      if (attempt === attempts || !isStatus(error, 403, 409)) throw error;
      await pause(Math.random() * pauseMs);
    }
}

async function hasNetwork(docker: Docker, organisation: string): Promise<boolean> {
  try {
    await docker.getNetwork(networkName(organisation)).inspect();
    return true;
  } catch (error) {
    if (!isStatus(error, 404)) throw error;
    return false;
  }
}

async function createNetwork(docker: Docker, organisation: string): Promise<void> {
  await docker.createNetwork({
    Name: networkName(organisation),
    CheckDuplicate: true,
    Driver: "bridge",
    Labels: { [organisationLabel]: organisation },
    // The engine allows two networks of the same name but not two bridges, so a second network is refused.
    Options: { "com.docker.network.bridge.name": bridgeName(organisation) },
  });
}

/**
 * Removes an organisation's network once none of its containers is left on this engine, running or stopped. A container that is
 * created at the same moment creates the network again when it starts.
 */
export async function removeUnusedNetwork(docker: Docker, organisation: string): Promise<void> {
  for (let attempt = 1; attempt <= attempts && !(await hasContainers(docker, organisation)); attempt++)
    try {
      return await docker.getNetwork(networkName(organisation)).remove();
    } catch (error) {
      if (isStatus(error, 404)) return;
      // 403 and 409: a container has just joined it, or one that was just removed is still leaving it.
      if (!isStatus(error, 403, 409)) throw error;
      await pause(Math.random() * pauseMs);
    }
}

async function hasContainers(docker: Docker, organisation: string): Promise<boolean> {
  const filters = { label: [`${organisationLabel}=${organisation}`] };
  return (await docker.listContainers({ all: true, filters })).length > 0;
}
