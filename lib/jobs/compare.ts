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
 * Compares a node's rows with its containers. It notes servers that ended, starts those again that ended with their engine, and removes
 * containers without a row. Rows are read before containers, so that a missing container isn't one that was just being created.
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
  // Read again: every listed container had a row before it was listed, unless its server is gone.
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
      problem: "Its container was removed. Start the server to create a new one.",
    };
  const found = await readContainer(docker.getContainer(container));
  const { problem, exitCode } = outcomeOf(found, false);
  const lost = began !== null && found.finishedAt <= began;
  return { ...about, ended: lost ? ("lost" as const) : ("stopped" as const), problem: lost ? null : problem, exitCode };
}
