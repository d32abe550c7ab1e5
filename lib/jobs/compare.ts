import type Docker from "dockerode";
import { readContainer, removeContainer } from "@/lib/docker/container";
import { engineStart, listContainersOf } from "@/lib/docker/inventory";
import { removeUnusedNetwork } from "@/lib/docker/network";
import { outcomeOf } from "@/lib/jobs/server";
import { systemCaller } from "@/lib/kernel/actor";
import { freePorts, noteEnd, readServersOn } from "@/lib/servers/work/node_operations";

const caller = systemCaller("server comparison");
type Row = Awaited<ReturnType<typeof readServersOn>>[number];

/**
 * Compares a node's rows with its containers. What ended is noted, what its engine's restart ended is started again, and what belongs to
 * no row any more is removed. The rows are read before the containers: one that should run and isn't there then isn't just late.
 */
export async function compareServers(docker: Docker, node: string): Promise<void> {
  const rows = await readServersOn(caller, { node });
  const containers = await listContainersOf(docker, node);
  const began = await engineStart(docker);
  for (const row of rows) {
    const { id: server, organisationId, generation } = row;
    const old = containers.find((each) => each.server === server && each.generation !== generation && !each.ended);
    if (row.leaving && !row.claimed && !old) await freePorts(caller, { server, organisationId, generation });
    if (row.state !== "running" || row.wanted !== "running" || row.claimed) continue;
    const found = containers.find(({ server }) => server === row.id);
    if (!found?.running) await noteEnd(caller, await endOf(docker, row, found?.id, began));
  }
  // Read again: a container that was listed has had its row before that, unless its server is gone.
  const known = new Set((await readServersOn(caller, { node })).map(({ id }) => id));
  for (const { server, organisation } of containers) {
    if (!server || known.has(server)) continue;
    await removeContainer(docker, server);
    await removeUnusedNetwork(docker, organisation);
  }
}

async function endOf(docker: Docker, row: Row, container: string | undefined, began: Date | null) {
  const about = { server: row.id, organisationId: row.organisationId, wish: row.wish };
  if (!container)
    return {
      ...about,
      ended: "failed" as const,
      exitCode: null,
      problem: "Its container was removed. Start it to make another.",
    };
  const found = await readContainer(docker.getContainer(container));
  const { problem, exitCode } = outcomeOf(found, false);
  const lost = began !== null && found.finishedAt <= began;
  return { ...about, ended: lost ? ("lost" as const) : ("stopped" as const), problem: lost ? null : problem, exitCode };
}
