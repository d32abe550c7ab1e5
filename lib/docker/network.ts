import { setTimeout as pause } from "node:timers/promises";
import type Docker from "dockerode";
import { bridgeName, networkName, organisationLabel } from "@/lib/docker/names";
import { isStatus } from "@/lib/docker/problem";

/** How often a network is tried again that somebody else is making or removing, and how many milliseconds apart at most. */
const attempts = 50;
const pauseMs = 200;

/** One bridge for each organisation: its servers reach each other, and no other organisation's. */
export async function ensureNetwork(docker: Docker, organisation: string): Promise<void> {
  for (let attempt = 1; !(await hasNetwork(docker, organisation)); attempt++)
    try {
      return await createNetwork(docker, organisation);
    } catch (error) {
      // 403: another network has the bridge; 409: or the name. It is being made and not listed yet, or removed and not gone yet.
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
    // The engine allows two networks of one name but no two bridges: the second is refused.
    Options: { "com.docker.network.bridge.name": bridgeName(organisation) },
  });
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
    if (!isStatus(error, 403, 404, 409)) throw error;
  }
}
