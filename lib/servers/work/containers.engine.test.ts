import { beforeAll, describe, expect, it } from "vitest";
import { newEnterprise, sudo, useDatabase } from "@/db/testing";
import { createContainer, findContainer } from "@/lib/docker/container";
import { pullWords } from "@/lib/docker/images/pull";
import { bridgeName, networkName, volumeName } from "@/lib/docker/names";
import { useEngine } from "@/lib/docker/testing/engine";
import { inside } from "@/lib/docker/testing/inside";
import { untilServing } from "@/lib/docker/testing/serving";
import { runServerJob } from "@/lib/jobs/server";
import { systemCaller } from "@/lib/kernel/actor";
import { newNode } from "@/lib/nodes/testing";
import { createServer } from "@/lib/servers/create_operations";
import { deleteServer, powerServer, readServer } from "@/lib/servers/operations";
import { promisesOf, small } from "@/lib/servers/testing";
import { beginWork } from "@/lib/servers/work/operations";

process.env.IMAGE_REGISTRIES = "docker.io, registry.invalid";
useDatabase();
const engine = useEngine();

type Founded = Awaited<ReturnType<typeof newEnterprise>>;
let node: string;
let mine: Founded;

beforeAll(async () => {
  node = await newNode({ endpoint: engine.address.endpoint });
  mine = await newEnterprise();
});

async function make({ owner, ref, organisation }: Founded, more: object = {}) {
  const { id } = await createServer(owner, { ...ref, ...small(more) });
  const data = { server: id, organisationId: organisation.id };
  return {
    id,
    data,
    /** Runs the job as the queue does, after this many earlier attempts. */
    job: (attempts = 0) => runServerJob({ data, retryCount: attempts, retryLimit: 6 }),
    row: () => readServer(owner, { ...ref, server: id }),
    power: (action: "start" | "stop" | "restart" | "kill") => powerServer(owner, { ...ref, server: id, action }),
    remove: () => deleteServer(owner, { ...ref, server: id }),
    inspect: async () => (await findContainer(engine.docker(), id))?.inspect(),
  };
}
type Made = Awaited<ReturnType<typeof make>>;
const run = async ({ id }: Made, ...command: string[]) => {
  const container = await findContainer(engine.docker(), id);
  return container ? inside(container, ...command) : "";
};
const serving = async ({ id }: Made) => {
  const container = await findContainer(engine.docker(), id);
  if (!container) throw new Error("The server has no container.");
  await untilServing(container);
};
const containersOf = ({ id }: Made) =>
  engine.docker().listContainers({ all: true, filters: { label: [`guildhall.server=${id}`] } });

describe("a server's container", () => {
  it("runs, is reachable at its port, and has its own variables and files", async () => {
    const server = await make(mine, { ports: [{ port: 80 }], environment: { GREETING: "hello there" } });
    await server.job();
    const row = await server.row();
    expect(row).toMatchObject({ state: "running", problem: null, progress: null });
    const found = await server.inspect();
    expect(found?.State.Running).toBe(true);
    expect(found?.Config.Env).toContain("GREETING=hello there");
    expect(found?.Mounts).toMatchObject([{ Type: "volume", Name: volumeName(server.id), Destination: "/data" }]);
    const hostPort = row.ports[0]?.hostPort ?? 0;
    expect(hostPort).toBeGreaterThanOrEqual(25_000);
    const page = () => engine.inNetwork("busybox", "wget", "-qO-", `http://127.0.0.1:${hostPort}/`);
    await expect.poll(() => attempt(page), { timeout: 10_000 }).toBe("it works\n");
  });

  it("is isolated: no privileges, no capabilities, limited memory, cores, processes and log", async () => {
    const server = await make(mine, { memoryMb: 48, cores: 0.25 });
    await server.job();
    const { HostConfig: host, Config: config, NetworkSettings: network } = (await server.inspect()) ?? {};
    expect(host).toMatchObject({
      Privileged: false,
      CapDrop: ["ALL"],
      CapAdd: null,
      SecurityOpt: ["no-new-privileges"],
      Memory: 48 * 1_048_576,
      MemorySwap: 48 * 1_048_576,
      NanoCpus: 250_000_000,
      PidsLimit: 512,
      Binds: null,
      PidMode: "",
      IpcMode: "private",
      RestartPolicy: { Name: "no" },
      LogConfig: { Type: "json-file", Config: { "max-size": "10m", "max-file": "3" } },
    });
    expect(host?.NetworkMode).toBe(networkName(mine.organisation.id));
    expect(Object.keys(network?.Networks ?? {})).toEqual([networkName(mine.organisation.id)]);
    expect(config?.Labels).toEqual({
      "guildhall.organisation": mine.organisation.id,
      "guildhall.server": server.id,
      "guildhall.node": node,
      "guildhall.generation": "0",
    });
    expect(config?.Tty).toBe(false);
    // As the container's kernel reports it.
    const status = await run(server, "cat", "/proc/self/status");
    expect(status).toMatch(/CapEff:\s+0000000000000000/);
    expect(status).toMatch(/CapBnd:\s+0000000000000000/);
    expect(status).toMatch(/NoNewPrivs:\s+1/);
  });

  it("reaches only servers of its own organisation", async () => {
    const theirs = await newEnterprise();
    const [one, two, other] = [await make(mine), await make(mine), await make(theirs)];
    for (const server of [one, two, other]) await server.job();
    const addressOf = async (server: Made) =>
      Object.values((await server.inspect())?.NetworkSettings.Networks ?? {})[0]?.IPAddress;
    const from = async (server: Made) => run(one, "timeout", "3", "wget", "-qO-", `http://${await addressOf(server)}/`);
    await expect.poll(() => from(two), { timeout: 10_000 }).toBe("it works\n");
    await serving(other);
    expect(await from(other)).not.toContain("it works");
    const bridges = engine.inNetwork("ip", "-br", "link");
    for (const { organisation } of [mine, theirs]) expect(bridges).toContain(bridgeName(organisation.id));
  });

  it("is stopped, started, restarted and killed, and the row shows its state", async () => {
    const server = await make(mine);
    await server.job();
    await serving(server);
    await server.power("stop");
    expect(await server.row()).toMatchObject({ state: "running", wanted: "stopped" });
    await server.job();
    expect(await server.row()).toMatchObject({ state: "stopped", problem: null, exitCode: 0 });
    await server.power("start");
    await server.job();
    const first = await server.inspect();
    await server.power("restart");
    await server.job();
    const second = await server.inspect();
    expect(second?.Id).toBe(first?.Id);
    expect(second?.State.StartedAt).not.toBe(first?.State.StartedAt);
    await server.power("kill");
    await server.job();
    expect(await server.row()).toMatchObject({ state: "stopped", problem: null, exitCode: 137 });
    await server.power("restart");
    await server.job();
    expect(await server.row()).toMatchObject({ state: "running", wanted: "running" });
  });
});

describe("a server job that is interrupted, repeated or run in parallel", () => {
  it("creates one container, however often and in however many processes it runs", async () => {
    const server = await make(mine);
    await Promise.all(Array.from({ length: 5 }, () => server.job()));
    await server.job();
    await server.job();
    expect(await containersOf(server)).toHaveLength(1);
    expect(await server.row()).toMatchObject({ state: "running" });
  });

  it("continues where another died: after the pull, after creating the container, after starting it", async () => {
    for (const died of ["claimed", "made", "started"]) {
      const server = await make(mine);
      const work = await beginWork(systemCaller("server"), server.data);
      if (!work) throw new Error("There was no work.");
      if (died !== "claimed") {
        const container = await createContainer(engine.docker(), work);
        if (died === "started") await container.start();
      }
      // Nobody else can start before the dead job's claim has expired.
      await server.job();
      expect(await server.row()).toMatchObject({ state: "queued" });
      await sudo("update servers set claimed_until = now() - interval '1 second' where id = $1", [server.id]);
      await server.job();
      expect(await containersOf(server)).toHaveLength(1);
      expect(await server.row()).toMatchObject({ state: "running" });
    }
  });

  it("fails at once if the engine refuses, says why, and is retried by starting the server", async () => {
    const server = await make(mine, { image: "guildhall/empty:test" });
    await importEmpty();
    await server.job();
    const failed = await server.row();
    expect(failed).toMatchObject({ state: "failed", problem: expect.stringMatching(/no start command/) });
    const [logged] = await sudo<{ details: object }>(
      "select details from audit where operation = 'server.settle' and target_id = $1",
      [server.id],
    );
    expect(logged?.details).toMatchObject({ after: { state: "failed" } });
    expect(await server.power("start")).toMatchObject({ state: "queued", problem: null });
    await server.job();
    expect(await server.row()).toMatchObject({ state: "failed" });
    await server.remove();
    await server.job();
    await expect(server.row()).rejects.toMatchObject({ reason: "unknown" });
  });

  it("retries temporary failures, and fails at the last attempt, in our own words", async () => {
    const server = await make(mine, { image: "registry.invalid/nothing/there:1" });
    await expect(server.job()).rejects.toThrow();
    expect(await server.row()).toMatchObject({ state: "pulling", problem: pullWords.away });
    await server.job(6);
    expect(await server.row()).toMatchObject({ state: "failed", problem: pullWords.away });
  });
});

describe("deleting a server", () => {
  it("removes container and volume, then the row, and frees its allocation", async () => {
    const server = await make(mine, { ports: [{ port: 80 }] });
    await server.job();
    const before = (await promisesOf(node)).promised;
    expect(await server.remove()).toMatchObject({ state: "deleting", wanted: "gone" });
    await expect(server.power("start")).rejects.toMatchObject({ reason: "server.deleting" });
    await Promise.all([server.job(), server.job(), server.job()]);
    await server.job();
    expect(await containersOf(server)).toEqual([]);
    await expect(engine.docker().getVolume(volumeName(server.id)).inspect()).rejects.toMatchObject({ statusCode: 404 });
    await expect(server.row()).rejects.toMatchObject({ reason: "unknown" });
    const { promised, servers } = await promisesOf(node);
    expect(promised).toEqual(servers);
    expect(promised?.count).toBe((before?.count ?? 0) - 1);
    const log = await sudo<{ operation: string }>("select operation from audit where target_id = $1 order by seq", [
      server.id,
    ]);
    expect(log.map(({ operation }) => operation)).toEqual(["server.create", "server.delete", "server.forget"]);
  });

  it("waits for a node that is offline, and never fails", async () => {
    const server = await make(mine);
    await server.job();
    await serving(server);
    await engine.stop();
    await server.remove();
    await expect(server.job()).rejects.toThrow();
    await server.job(6);
    expect(await server.row()).toMatchObject({ state: "deleting", problem: expect.stringMatching(/socket|listening/) });
    await engine.start();
    await server.job();
    await expect(server.row()).rejects.toMatchObject({ reason: "unknown" });
    expect(await containersOf(server)).toEqual([]);
  });
});

function attempt(work: () => string): string {
  try {
    return work();
  } catch {
    return "";
  }
}

/** An image without a start command. */
async function importEmpty(): Promise<void> {
  const stream = await engine
    .docker()
    .importImage(`${engine.folder}/root.tar`, { repo: "guildhall/empty", tag: "test" });
  for await (const _ of stream);
}
