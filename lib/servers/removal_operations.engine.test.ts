import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newEnterprise, newProjects, sudo, useDatabase } from "@/db/testing";
import { createContainer, findContainer } from "@/lib/docker/container";
import { bridgeName, networkName, volumeName } from "@/lib/docker/names";
import { removeUnusedNetwork } from "@/lib/docker/network";
import { useEngine } from "@/lib/docker/testing/engine";
import { untilServing } from "@/lib/docker/testing/serving";
import { checkNodes } from "@/lib/jobs/nodes";
import { runServerJob } from "@/lib/jobs/server";
import { systemCaller } from "@/lib/kernel/actor";
import { newNode } from "@/lib/nodes/testing";
import { deleteProject } from "@/lib/projects/operations";
import { createServer } from "@/lib/servers/create_operations";
import { deleteServer, listServers } from "@/lib/servers/operations";
import { tearDownServers } from "@/lib/servers/removal_operations";
import { small } from "@/lib/servers/testing";
import { beginWork } from "@/lib/servers/work/operations";

useDatabase();
const engine = useEngine();
const system = systemCaller("deletion");
type Founded = Awaited<ReturnType<typeof newEnterprise>>;
let node: string;
let mine: Founded;

beforeAll(async () => {
  node = await newNode({ endpoint: engine.address.endpoint });
});
beforeEach(async () => {
  mine = await newEnterprise();
});

const job = (server: string, { organisation }: Founded = mine, attempts = 0) =>
  runServerJob({ data: { server, organisationId: organisation.id }, retryCount: attempts, retryLimit: 6 });

async function make(more: object = {}, founded = mine) {
  const { id } = await createServer(founded.owner, { ...founded.ref, ...small(more) });
  await job(id, founded);
  return id;
}

const states = async () => (await listServers(mine.owner, mine.ref)).items.map(({ state }) => state);
const hasNetwork = async ({ organisation }: Founded) =>
  (await engine.docker().listNetworks()).some(({ Name }) => Name === networkName(organisation.id));
const volumes = async () => ((await engine.docker().listVolumes()).Volumes ?? []).map(({ Name }) => Name);

/** How many jobs of a server are in the queue. */
const jobs = async (server: string) =>
  (await sudo("select from pgboss.job where name = 'server' and data->>'server' = $1", [server])).length;

describe("deleting a project", () => {
  it("removes its containers and volumes, and the network with the last of them, and nothing else", async () => {
    const theirs = await newEnterprise();
    const [project = ""] = await newProjects(mine.organisation.id, "Survival");
    const inside = [await make({ projectId: project }), await make({ projectId: project })];
    const [apart, foreign] = [await make(), await make({}, theirs)];
    await deleteProject(mine.owner, { ...mine.ref, project });
    for (const id of inside) await job(id);
    for (const id of inside) {
      expect(await findContainer(engine.docker(), id)).toBeUndefined();
      expect(await volumes()).not.toContain(volumeName(id));
    }
    expect(await states()).toEqual(["running"]);
    expect(await hasNetwork(mine)).toBe(true);
    await deleteServer(mine.owner, { ...mine.ref, server: apart });
    await job(apart);
    expect(await hasNetwork(mine)).toBe(false);
    expect(engine.inNetwork("ip", "-br", "link")).not.toContain(bridgeName(mine.organisation.id));
    expect(await hasNetwork(theirs)).toBe(true);
    expect(await findContainer(engine.docker(), foreign)).toBeDefined();
  });
});

describe("an organisation’s network", () => {
  it("stays while a stopped container needs it, and is created again for a container that lost it before its start", async () => {
    const stopped = await make();
    const container = await findContainer(engine.docker(), stopped);
    await container?.stop({ t: 1 });
    await removeUnusedNetwork(engine.docker(), mine.organisation.id);
    expect(await hasNetwork(mine)).toBe(true);
    await deleteServer(mine.owner, { ...mine.ref, server: stopped });
    await job(stopped);
    expect(await hasNetwork(mine)).toBe(false);

    const { id } = await createServer(mine.owner, { ...mine.ref, ...small() });
    const work = await beginWork(systemCaller("server"), { server: id, organisationId: mine.organisation.id });
    if (!work) throw new Error("There was no work.");
    await createContainer(engine.docker(), work);
    // Between creation and start, another job saw no container and removed the network.
    await engine.docker().getNetwork(networkName(mine.organisation.id)).remove();
    await sudo("update servers set claimed_until = now() - interval '1 second' where id = $1", [id]);
    await job(id);
    expect(await states()).toEqual(["running"]);
    const found = await (await findContainer(engine.docker(), id))?.inspect();
    expect(Object.keys(found?.NetworkSettings.Networks ?? {})).toEqual([networkName(mine.organisation.id)]);
    expect(found?.NetworkSettings.Networks[networkName(mine.organisation.id)]?.IPAddress).not.toBe("");
  });

  it("survives any number of servers being created and deleted at once, as long as one is left", async () => {
    const lasting = await make();
    const passing = await Promise.all(Array.from({ length: 6 }, () => make()));
    for (const server of passing) await deleteServer(mine.owner, { ...mine.ref, server });
    const coming = await Promise.all(
      Array.from({ length: 4 }, () => createServer(mine.owner, { ...mine.ref, ...small() })),
    );
    await Promise.all([...passing.map((id) => job(id)), ...coming.map(({ id }) => job(id))]);
    expect(await states()).toEqual(Array(5).fill("running"));
    // The last ones are deleted while others are created: the new ones have the network, removed in the meantime or not.
    const last = [lasting, ...coming.map(({ id }) => id)];
    for (const server of last) await deleteServer(mine.owner, { ...mine.ref, server });
    const late = await Promise.all(
      Array.from({ length: 4 }, () => createServer(mine.owner, { ...mine.ref, ...small() })),
    );
    await Promise.all([...last.map((id) => job(id)), ...late.map(({ id }) => job(id))]);
    expect(await states()).toEqual(Array(4).fill("running"));
    // Deleting the very last ones at once removes it.
    for (const { id: server } of late) await deleteServer(mine.owner, { ...mine.ref, server });
    await Promise.all(late.map(({ id }) => job(id)));
    expect(await hasNetwork(mine)).toBe(false);
  });
});

describe("an organisation that is being deleted", () => {
  it("waits for a node that is offline, can be asked again, and has nothing left once the node is back", async () => {
    const servers = [await make(), await make(), await make()];
    for (const id of servers) {
      const container = await findContainer(engine.docker(), id);
      if (container) await untilServing(container);
    }
    await engine.stop();
    const input = { organisationId: mine.organisation.id };
    expect(await tearDownServers(system, input)).toEqual({ ended: 3, left: 3 });
    for (const id of servers) {
      await expect(job(id)).rejects.toThrow();
      // Even the last attempt doesn't give up.
      await job(id, mine, 6);
    }
    for (const { state, problem } of (await listServers(mine.owner, mine.ref)).items)
      expect([state, problem]).toEqual(["deleting", expect.stringMatching(/socket|listening/)]);
    await check();
    await check();
    expect(await sudo("select healthy from nodes where id = $1", [node])).toEqual([{ healthy: false }]);
    const before = await Promise.all(servers.map(jobs));
    await engine.start();
    await check();
    // As soon as the node answers, each server gets a new job.
    expect(await Promise.all(servers.map(jobs))).toEqual(before.map((count) => count + 1));
    for (const id of servers) await job(id);
    expect(await tearDownServers(system, input)).toEqual({ ended: 0, left: 0 });
    expect(await hasNetwork(mine)).toBe(false);
    expect((await volumes()).filter((name) => servers.some((id) => name === volumeName(id)))).toEqual([]);
  });
});

describe("a server that is created while its engine is offline", () => {
  it("says so, waits beyond the last attempt, and runs once the engine is back", async () => {
    await engine.stop();
    const { id } = await createServer(mine.owner, { ...mine.ref, ...small() });
    await expect(job(id)).rejects.toThrow();
    await job(id, mine, 6);
    expect((await listServers(mine.owner, mine.ref)).items).toMatchObject([
      {
        state: expect.stringMatching(/queued|pulling/),
        wanted: "running",
        problem: expect.stringMatching(/socket|listening/),
      },
    ]);
    await check();
    await check();
    await engine.start();
    await check();
    await job(id);
    expect(await states()).toEqual(["running"]);
  });
});

async function check() {
  await sudo("update nodes set checked_at = now() - interval '1 minute'");
  await checkNodes();
}
