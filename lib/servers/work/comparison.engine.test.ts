import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { newEnterprise, sudo, useDatabase } from "@/db/testing";
import { createContainer, findContainer } from "@/lib/docker/container";
import { busybox, useEngine } from "@/lib/docker/testing/engine";
import { untilServing } from "@/lib/docker/testing/serving";
import { checkNodes } from "@/lib/jobs/nodes";
import { runServerJob } from "@/lib/jobs/server";
import { newNode } from "@/lib/nodes/testing";
import { createServer } from "@/lib/servers/create_operations";
import { deleteServer, powerServer, readServer } from "@/lib/servers/operations";
import { promisesOf, small } from "@/lib/servers/testing";
import { updateServer } from "@/lib/servers/update_operations";

useDatabase();
const engine = useEngine();

let node: string;
let mine: Awaited<ReturnType<typeof newEnterprise>>;

beforeAll(async () => {
  node = await newNode({ endpoint: engine.address.endpoint });
  mine = await newEnterprise();
});

async function compare() {
  await sudo("update nodes set checked_at = now() - interval '1 minute'");
  await checkNodes();
}

async function make(environment: Record<string, string> = {}, memoryMb = 64, ports: { port: number }[] = []) {
  const { owner, ref, organisation } = mine;
  const { id } = await createServer(owner, { ...ref, ...small({ environment, memoryMb, ports }) });
  const job = () =>
    runServerJob({ data: { server: id, organisationId: organisation.id }, retryCount: 0, retryLimit: 6 });
  await job();
  const container = await findContainer(engine.docker(), id);
  if (!container) throw new Error("The server has no container.");
  return { id, one: { ...ref, server: id }, job, container, row: () => readServer(owner, { ...ref, server: id }) };
}

const running = async () => (await engine.docker().listContainers()).length;

describe("compareServers", () => {
  it("notes a server that ended, with its exit code, in row and log, and leaves running ones alone", async () => {
    const lasting = await make();
    const ended = await make({ RUN: "sleep 1; exit 3" });
    expect(await ended.row()).toMatchObject({ state: "running" });
    await ended.container.wait();
    await compare();
    expect(await ended.row()).toMatchObject({
      state: "stopped",
      wanted: "stopped",
      exitCode: 3,
      problem: "Stopped by itself with exit code 3.",
    });
    expect(await lasting.row()).toMatchObject({ state: "running" });
    const [logged] = await sudo("select details from audit where operation = 'server.noteEnd' and target_id = $1", [
      ended.id,
    ]);
    expect(logged).toMatchObject({ details: { after: { state: "stopped", exitCode: 3 } } });
  });

  it("notes a server that ran out of memory", async () => {
    const greedy = await make({ RUN: "sleep 1; x=a; while :; do x=$x$x; done" }, 16);
    await greedy.container.wait();
    await compare();
    expect(await greedy.row()).toMatchObject({ state: "stopped", problem: "Stopped: out of memory." });
  });

  it("starts servers again that ended with their engine, whether it was stopped or killed", async () => {
    for (const signal of ["SIGTERM", "SIGKILL"] as const) {
      const [runs, stopped] = [await make(), await make()];
      for (const { container } of [runs, stopped]) await untilServing(container);
      await powerServer(mine.owner, { ...stopped.one, action: "stop" });
      await stopped.job();
      await engine.stop(signal);
      await engine.start();
      await compare();
      expect(await runs.row()).toMatchObject({ state: "running", wanted: "running", problem: null });
      await runs.job();
      expect(await runs.row()).toMatchObject({ state: "running" });
      const found = await (await findContainer(engine.docker(), runs.id))?.inspect();
      expect(found?.State.Running).toBe(true);
      expect(await stopped.row()).toMatchObject({ state: "stopped" });
      await compare();
      expect(await runs.row()).toMatchObject({ state: "running" });
    }
  });

  it("notes a container that somebody removed; starting the server creates another", async () => {
    const server = await make();
    await server.container.remove({ force: true });
    await compare();
    expect(await server.row()).toMatchObject({ state: "failed", problem: expect.stringMatching(/was removed/) });
    await powerServer(mine.owner, { ...server.one, action: "start" });
    await server.job();
    expect(await server.row()).toMatchObject({ state: "running" });
  });

  it("removes leftovers of deleted servers, and nothing of another portal on the same engine", async () => {
    const plan = {
      organisationId: mine.organisation.id,
      image: busybox,
      environment: {},
      memoryMb: 64,
      cores: 0.1,
      ports: [],
    };
    const [stray, foreign] = [randomUUID(), randomUUID()];
    await createContainer(engine.docker(), { ...plan, id: stray, nodeId: node });
    await createContainer(engine.docker(), { ...plan, id: foreign, nodeId: randomUUID() });
    const kept = await make();
    const before = await running();
    await compare();
    expect(await findContainer(engine.docker(), stray)).toBeUndefined();
    expect(await findContainer(engine.docker(), foreign)).toBeDefined();
    expect(await kept.row()).toMatchObject({ state: "running" });
    expect(await running()).toBe(before);
  });

  it("releases the ports that a server gave up once its old container is gone, as the job does itself", async () => {
    const leaving = async ({ id }: { id: string }) =>
      (await sudo<{ many: number }>("select cardinality(leaving_ports) as many from servers where id = $1", [id]))[0]
        ?.many;
    const server = await make({}, 64, [{ port: 80 }, { port: 81 }]);
    await untilServing(server.container);
    await updateServer(mine.owner, { ...server.one, ports: "80" });
    await compare();
    expect(await leaving(server)).toBe(1);
    await server.container.stop({ t: 1 });
    await compare();
    expect(await leaving(server)).toBe(0);
    await powerServer(mine.owner, { ...server.one, action: "start" });
    await server.job();
    await updateServer(mine.owner, { ...server.one, ports: "90, 90/udp" });
    await updateServer(mine.owner, { ...server.one, ports: "" });
    expect(await leaving(server)).toBeGreaterThan(0);
    await server.job();
    expect(await leaving(server)).toBe(0);
    expect(await promisesOf(node)).toMatchObject({ promised: { ports: 0 }, servers: { ports: 0 } });
  });

  it("ignores servers that a job works on or that are being deleted", async () => {
    const server = await make();
    await server.container.stop({ t: 1 });
    await sudo("update servers set claimed_until = now() + interval '1 minute' where id = $1", [server.id]);
    await compare();
    expect(await server.row()).toMatchObject({ state: "running" });
    await sudo("update servers set claimed_until = null where id = $1", [server.id]);
    await deleteServer(mine.owner, server.one);
    await compare();
    expect(await server.row()).toMatchObject({ state: "deleting" });
  });
});
