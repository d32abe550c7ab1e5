import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newEnterprise, sudo, useDatabase } from "@/db/testing";
import { findContainer } from "@/lib/docker/container";
import { networkName, volumeName } from "@/lib/docker/names";
import { useEngine } from "@/lib/docker/testing/engine";
import { inside } from "@/lib/docker/testing/inside";
import { spawnWorker } from "@/lib/jobs/testing/worker";
import { newNode } from "@/lib/nodes/testing";
import { createServer } from "@/lib/servers/create_operations";
import { deleteServer, readServer } from "@/lib/servers/operations";
import { promisesOf, small } from "@/lib/servers/testing";

useDatabase();
const engine = useEngine();
let node: string;
let mine: Awaited<ReturnType<typeof newEnterprise>>;
let worker: Awaited<ReturnType<typeof spawnWorker>>;

beforeAll(async () => {
  node = await newNode({ endpoint: engine.address.endpoint });
  mine = await newEnterprise();
  worker = await spawnWorker();
});
afterAll(() => worker?.kill());

const create = async () => (await createServer(mine.owner, { ...mine.ref, ...small() })).id;
const remove = (server: string) => deleteServer(mine.owner, { ...mine.ref, server });
const stateOf = async (server: string) =>
  readServer(mine.owner, { ...mine.ref, server }).then(
    ({ state }) => state as string,
    () => "gone",
  );
const becomes = (server: string, state: string) =>
  expect.poll(() => stateOf(server), { timeout: 45_000, interval: 100 }).toBe(state);
/** The same, and ends the queue's delay before the next attempt. */
const becomesSoon = (server: string, state: string) =>
  expect
    .poll(
      async () => {
        await sudo("update pgboss.job set start_after = now() where state = 'retry' and start_after > now()");
        return stateOf(server);
      },
      { timeout: 45_000, interval: 500 },
    )
    .toBe(state);
const containersOf = (server: string) =>
  engine.docker().listContainers({ all: true, filters: { label: [`guildhall.server=${server}`] } });

/** Kills the worker, expires its claims and jobs, and starts another. */
async function replaceWorker() {
  await worker.kill();
  await sudo("update servers set claimed_until = now() - interval '1 second' where claimed_until > now()");
  await sudo("update pgboss.job set started_on = started_on - interval '3 minutes' where state = 'active'");
  worker = await spawnWorker();
}

/** The milliseconds that a new worker takes to create a server: the second’s, because the first one makes the network, too. */
async function undisturbed(): Promise<number> {
  let whole = 0;
  for (let nth = 0; nth < 2; nth++) {
    await replaceWorker();
    const begun = performance.now();
    const server = await create();
    await expect.poll(() => stateOf(server), { timeout: 45_000, interval: 20 }).toBe("running");
    whole = performance.now() - begun;
    await remove(server);
    await becomes(server, "gone");
  }
  return whole;
}

describe("a worker that is killed while it creates a server", () => {
  it("leaves one container and one row in the end, at any of twenty moments", { timeout: 400_000 }, async () => {
    const whole = await undisturbed();
    const caught = new Map<string, number>();
    const made: string[] = [];
    for (let round = 0; round < 20; round++) {
      const server = await create();
      made.push(server);
      // From before it takes the job until after the container is running, however fast the machine is.
      await pause((round + Math.random()) * (whole / 15));
      const [at, containers] = await Promise.all([stateOf(server), containersOf(server)]);
      await replaceWorker();
      const seen = `${at}, ${containers[0]?.State ?? "no container"}`;
      caught.set(seen, (caught.get(seen) ?? 0) + 1);
    }
    // Work left unfinished in an earlier round may have been interrupted again in a later one.
    for (const server of made) {
      await becomesSoon(server, "running");
      const found = await containersOf(server);
      expect(found.map(({ State }) => State)).toEqual(["running"]);
    }
    // Some kills really hit it in the middle, not only before and after.
    expect(caught.size, JSON.stringify([...caught])).toBeGreaterThan(2);
    const rows = await sudo<{ id: string; state: string }>("select id, state from servers");
    expect(rows.map(({ id }) => id).sort()).toEqual([...made].sort());
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(["running"]));
    const all = await engine.docker().listContainers({ all: true });
    expect(all.map(({ Labels }) => Labels["guildhall.server"]).sort()).toEqual([...made].sort());
    const networks = await engine.docker().listNetworks();
    expect(networks.filter(({ Name }) => Name === networkName(mine.organisation.id))).toHaveLength(1);
    const { promised, servers } = await promisesOf(node);
    expect(promised).toEqual(servers);
    expect(promised?.count).toBe(20);
    for (const server of made) await remove(server);
    for (const server of made) await becomes(server, "gone");
  });
});

describe("a worker that is killed while it removes servers", () => {
  it("leaves neither container, volume nor row", { timeout: 120_000 }, async () => {
    for (let round = 0; round < 3; round++) {
      const servers = await Promise.all([create(), create(), create()]);
      for (const server of servers) await becomes(server, "running");
      for (const server of servers) await remove(server);
      await pause(100 + round * 300);
      await replaceWorker();
      for (const server of servers) await becomesSoon(server, "gone");
      expect(await engine.docker().listContainers({ all: true })).toEqual([]);
      const { Volumes } = await engine.docker().listVolumes();
      expect((Volumes ?? []).filter(({ Name }) => servers.some((id) => Name === volumeName(id)))).toEqual([]);
    }
    expect((await promisesOf(node)).promised).toEqual({ memory: 0, cores: 0, disk: 0, ports: 0, count: 0 });
  });
});

describe("an engine that goes offline", () => {
  const problemOf = (server: string) => async () =>
    (await readServer(mine.owner, { ...mine.ref, server })).problem ?? "";

  it("delays creating and deleting servers, with the reason shown, until it is back", {
    timeout: 180_000,
  }, async () => {
    const leaving = [await create(), await create()];
    for (const server of leaving) await becomes(server, "running");
    const coming = await Promise.all([create(), create(), create()]);
    for (const server of leaving) await remove(server);
    // As in a power failure, in the middle of the work.
    await pause(300);
    await engine.stop("SIGKILL");
    const late = await create();
    await expect.poll(problemOf(late), { timeout: 20_000 }).toMatch(/socket|listening/);
    expect(["queued", "pulling"]).toContain(await stateOf(late));
    for (const server of leaving) expect(["deleting", "gone"]).toContain(await stateOf(server));
    await engine.start();
    // Nodes are checked every 30 seconds: skip the wait. Servers that were running before are started again then.
    await sudo("update nodes set checked_at = now() - interval '1 minute'");
    const found = async () =>
      (await engine.docker().listContainers({ all: true }))
        .map(({ Labels, State }) => `${State} ${Labels["guildhall.server"]}`)
        .sort();
    const wanted = [...coming, late].map((id) => `running ${id}`).sort();
    await expect.poll(found, { timeout: 60_000, interval: 200 }).toEqual(wanted);
    for (const server of [...coming, late]) await becomes(server, "running");
    for (const server of leaving) await becomes(server, "gone");
    for (const server of [...coming, late]) await remove(server);
    for (const server of [...coming, late]) await becomes(server, "gone");
  });

  it("loses nothing: running servers run again with their files once it is back", { timeout: 120_000 }, async () => {
    const server = await create();
    await becomes(server, "running");
    const before = await findContainer(engine.docker(), server);
    if (!before) throw new Error("The server has no container.");
    await inside(before, "sh", "-c", "echo kept > /data/world");
    await engine.stop("SIGKILL");
    await engine.start();
    // Nodes are checked every 30 seconds: skip the wait.
    await sudo("update nodes set checked_at = now() - interval '1 minute'");
    const runs = async () => (await containersOf(server)).map(({ State }) => State);
    await expect.poll(runs, { timeout: 60_000 }).toEqual(["running"]);
    await becomes(server, "running");
    expect(await inside(before, "cat", "/data/world")).toBe("kept\n");
  });
});
