import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { newEnterprise, newHolder, newMember, sudo, useDatabase } from "@/db/testing";
import { findContainer } from "@/lib/docker/container";
import { useEngine } from "@/lib/docker/testing/engine";
import { inside } from "@/lib/docker/testing/inside";
import { untilServing } from "@/lib/docker/testing/serving";
import { checkNodes } from "@/lib/jobs/nodes";
import { runServerJob } from "@/lib/jobs/server";
import { removeMember } from "@/lib/members/change_operations";
import { newNode } from "@/lib/nodes/testing";
import { followServer } from "@/lib/servers/console/follow";
import type { ServerEvent } from "@/lib/servers/console/mailbox";
import { sendCommand, watchServer } from "@/lib/servers/console/operations";
import { createServer } from "@/lib/servers/create_operations";
import { deleteServer, powerServer, readServer } from "@/lib/servers/operations";
import { small } from "@/lib/servers/testing";
import { updateServer } from "@/lib/servers/update_operations";

process.env.IMAGE_REGISTRIES = "docker.io, registry.invalid";
useDatabase();
const engine = useEngine();

type Founded = Awaited<ReturnType<typeof newEnterprise>>;
let mine: Founded;
const open: AbortController[] = [];

beforeAll(async () => {
  await newNode({ endpoint: engine.address.endpoint });
  mine = await newEnterprise();
});
afterEach(() => {
  for (const each of open.splice(0)) each.abort();
});

/** Echoes each line that it receives, and stops on request. */
const listener = `trap 'exit 0' TERM; echo began; while read line; do echo "heard $line"; echo "trouble $line" >&2; done`;

async function make(more: { environment?: Record<string, string>; [other: string]: unknown } = {}) {
  const { owner, ref, organisation } = mine;
  const { id } = await createServer(owner, { ...ref, ...small(more) });
  const data = { server: id, organisationId: organisation.id };
  const one = { ...ref, server: id };
  const job = () => runServerJob({ data, retryCount: 0, retryLimit: 6 });
  await job();
  const container = async () => {
    const found = await findContainer(engine.docker(), id);
    if (!found) throw new Error("The server has no container.");
    return found;
  };
  if (!more.environment?.RUN) await untilServing(await container());
  return { one, job, container, row: () => readServer(owner, one) };
}

/** All events that a reader has received so far. */
async function follow(one: { organisation: string; server: string }, who = mine.owner, after?: string) {
  const ending = new AbortController();
  open.push(ending);
  const look = () => watchServer(who, one);
  const mailbox = followServer(await look(), { look, signal: ending.signal, ...(after && { after }) });
  const received: ServerEvent[] = [];
  void (async () => {
    while (!ending.signal.aborted) {
      await mailbox.wait(1_000);
      received.push(...mailbox.take());
    }
  })();
  const of = <E extends ServerEvent["event"]>(event: E) =>
    received.filter((each): each is Extract<ServerEvent, { event: E }> => each.event === event);
  return {
    lines: () => of("log").flatMap(({ data }) => data.lines),
    texts: () => of("log").flatMap(({ data }) => data.lines.map(({ text }) => text)),
    dropped: () => of("log").reduce((sum, { data }) => sum + data.dropped, 0),
    samples: () => of("stats").map(({ data }) => data),
    state: () => of("state").at(-1)?.data,
    engine: () => of("engine").map(({ data }) => data),
    end: () => of("end").at(-1)?.data,
    consoles: () => of("console").map(({ data }) => data.open),
  };
}
const soon = { timeout: 15_000 };

describe("followServer", () => {
  it("sends the earlier log, then new lines, with both streams marked; commands are answered", async () => {
    const { one } = await make({ environment: { RUN: listener } });
    const seen = await follow(one);
    await expect.poll(seen.texts, soon).toContain("began");
    await sendCommand(mine.owner, { ...one, command: "save all ünï" });
    await sendCommand(mine.owner, { ...one, command: "list" });
    await expect
      .poll(seen.texts, soon)
      .toEqual(expect.arrayContaining(["heard save all ünï", "trouble save all ünï", "heard list", "trouble list"]));
    expect(seen.lines().find(({ text }) => text === "trouble list")).toMatchObject({ source: "err" });
    // A returning reader continues where it left off.
    const place = seen.lines().at(-1)?.at ?? "";
    const again = await follow(one, mine.owner, place);
    await sendCommand(mine.owner, { ...one, command: "third" });
    await expect.poll(again.texts, soon).toContain("heard third");
    expect(again.texts()).not.toContain("began");
    const logged = await sudo<{ details: object }>(
      "select details from audit where operation = 'server.command' and target_id = $1 order by seq",
      [one.server],
    );
    expect(logged.map(({ details }) => details)).toEqual(
      ["save all ünï", "list", "third"].map((command) => ({ after: { command } })),
    );
  });

  it("samples memory and cores every second while the server runs", async () => {
    const { one, container } = await make({ cores: 0.5 });
    const seen = await follow(one);
    await expect.poll(() => seen.samples().length, soon).toBeGreaterThan(3);
    const [first] = seen.samples();
    expect(first?.memoryMb).toBeGreaterThan(0);
    expect(first?.memoryMb).toBeLessThan(64);
    // Poll: on a busy machine it may get less than its share for a while.
    const working = inside(await container(), "timeout", "20", "sh", "-c", "while [ ! -e /data/seen ]; do :; done");
    await expect.poll(() => Math.max(...seen.samples().map(({ cores }) => cores ?? 0)), soon).toBeGreaterThan(0.2);
    await Promise.all([inside(await container(), "touch", "/data/seen"), working]);
    const times = seen.samples().map(({ at }) => at);
    const gap = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / (times.length - 1);
    expect(gap).toBeGreaterThan(700);
    expect(gap).toBeLessThan(1_600);
  });

  it("ends with the membership or the server, and ends only the log when the console permission is lost", async () => {
    const { one, job } = await make();
    const member = await newMember(mine.organisation.id, "member");
    const seen = await follow(one, member);
    const owners = await follow(one);
    const custom = await newHolder(mine.organisation.id, ["server.read", "server.console"], "Watcher");
    const watcher = await follow(one, custom);
    await expect.poll(watcher.texts, soon).toContain("ready");
    await sudo("update roles set permissions = '{server.read}' where name = 'Watcher'");
    await expect.poll(watcher.consoles, { timeout: 5_000 }).toEqual([true, false]);
    expect(watcher.end()).toBeUndefined();
    await expect.poll(seen.texts, soon).toContain("ready");
    const began = Date.now();
    await removeMember(mine.owner, { organisation: one.organisation, userId: member.actor.userId });
    await expect.poll(seen.end, { timeout: 5_000 }).toMatchObject({ code: "NOT_FOUND" });
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(owners.end()).toBeUndefined();
    await deleteServer(mine.owner, one);
    await job();
    await expect.poll(owners.end, { timeout: 5_000 }).toMatchObject({ code: "NOT_FOUND" });
  });

  it("reports a lost engine, and continues when it is back", async () => {
    const { one } = await make();
    const seen = await follow(one);
    await expect.poll(seen.texts, soon).toContain("ready");
    await engine.stop();
    await expect.poll(() => seen.engine().at(-1)?.connected, soon).toBe(false);
    await engine.start();
    await expect.poll(() => seen.engine().at(-1), soon).toEqual({ connected: true, problem: null });
    await sudo("update nodes set checked_at = now() - interval '1 minute'");
    await checkNodes();
    expect(seen.end()).toBeUndefined();
  });

  it("drops the oldest lines for a slow reader, reports how many, and keeps the newest", async () => {
    const RUN = "echo began; read go; i=0; while [ $i -lt 2000 ]; do echo line $i; i=$((i+1)); done; sleep 60";
    const { one } = await make({ environment: { RUN } });
    const ending = new AbortController();
    open.push(ending);
    const look = () => watchServer(mine.owner, one);
    const mailbox = followServer(await look(), { look, signal: ending.signal });
    const takeLog = () => mailbox.take().flatMap((each) => (each.event === "log" ? [each.data] : []));
    await expect.poll(() => JSON.stringify(takeLog()), soon).toContain("began");
    const quick = await follow(one);
    await sendCommand(mine.owner, { ...one, command: "go" });
    // The slow reader takes nothing until another one has received everything.
    await expect.poll(quick.texts, soon).toContain("line 1999");
    const received: ReturnType<typeof takeLog> = [];
    await expect.poll(() => received.push(...takeLog()) && received.at(-1)?.lines.at(-1)?.text, soon).toBe("line 1999");
    for (const { lines } of received) expect(lines.length).toBeLessThanOrEqual(500);
    const dropped = received.reduce((sum, each) => sum + each.dropped, 0);
    expect(dropped).toBeGreaterThan(0);
    expect(received.flatMap(({ lines }) => lines).length + dropped).toBe(2_000);
  });
});

describe("editing a server", () => {
  it("changes memory and cores of the running container, and the node's allocation", async () => {
    const { one, job, container } = await make({ memoryMb: 64, cores: 0.2 });
    const before = await (await container()).inspect();
    expect(await updateServer(mine.owner, { ...one, memoryMb: 96, cores: 0.4 })).toMatchObject({
      memoryMb: 96,
      cores: 0.4,
    });
    await job();
    const after = await (await container()).inspect();
    expect(after.Id).toBe(before.Id);
    expect(after.State.StartedAt).toBe(before.State.StartedAt);
    expect(after.HostConfig).toMatchObject({
      Memory: 96 * 1_048_576,
      MemorySwap: 96 * 1_048_576,
      NanoCpus: 400_000_000,
    });
    await updateServer(mine.owner, { ...one, memoryMb: 32 });
    await job();
    expect((await (await container()).inspect()).HostConfig.Memory).toBe(32 * 1_048_576);
  });

  it("applies new limits at the next start if the server is stopped", async () => {
    const { one, job, container } = await make();
    await powerServer(mine.owner, { ...one, action: "stop" });
    await job();
    await updateServer(mine.owner, { ...one, memoryMb: 80 });
    await powerServer(mine.owner, { ...one, action: "start" });
    await job();
    expect((await (await container()).inspect()).HostConfig.Memory).toBe(80 * 1_048_576);
  });

  it("recreates the container for new variables, ports or image, with its files kept", async () => {
    const { one, job, container, row } = await make({
      environment: { KEPT: "one", GONE: "two" },
      ports: [{ port: 80 }],
    });
    await inside(await container(), "sh", "-c", "echo precious > /data/file");
    const before = await (await container()).inspect();
    const [port] = (await row()).ports;
    await updateServer(mine.owner, {
      ...one,
      environment: { NEW: "three" },
      forget: ["GONE"],
      ports: [{ port: 80 }, { port: 81, protocol: "udp" }],
    });
    await job();
    const after = await (await container()).inspect();
    expect(after.Id).not.toBe(before.Id);
    expect(after.State.Running).toBe(true);
    expect(after.Config.Env).toEqual(expect.arrayContaining(["KEPT=one", "NEW=three"]));
    expect(after.Config.Env.join()).not.toContain("GONE");
    expect((await row()).ports[0]).toEqual(port);
    expect(Object.keys(after.HostConfig.PortBindings as object)).toEqual(["80/tcp", "81/udp"]);
    expect(await inside(await container(), "cat", "/data/file")).toBe("precious\n");
    expect(await row()).toMatchObject({ state: "running", problem: null });
    await job();
    expect((await (await container()).inspect()).Id).toBe(after.Id);
  });

  it("keeps the old container running if the new image can't be pulled, says so, and switches once it can", async () => {
    const { one, job, container, row } = await make();
    const before = await (await container()).inspect();
    await updateServer(mine.owner, { ...one, image: "registry.invalid/none:1" });
    await expect(job()).rejects.toThrow();
    await runServerJob({
      data: { server: one.server, organisationId: mine.organisation.id },
      retryCount: 6,
      retryLimit: 6,
    });
    expect(await row()).toMatchObject({ state: "running", problem: expect.stringMatching(/previous version/) });
    expect((await (await container()).inspect()).Id).toBe(before.Id);
    await updateServer(mine.owner, { ...one, image: "guildhall/busybox:test" });
    await job();
    expect(await row()).toMatchObject({ state: "running", problem: null });
  });
});

describe("lowering memory that is in use", () => {
  it("takes effect at the next restart, and the row says so until then", async () => {
    const { one, job, container, row } = await make({ memoryMb: 96 });
    await inside(await container(), "dd", "if=/dev/zero", "of=/dev/shm/full", "bs=1048576", "count=50");
    await updateServer(mine.owner, { ...one, memoryMb: 20 });
    await job();
    const { HostConfig, State } = await (await container()).inspect();
    // A newer kernel kills the process; an older one refuses the limit.
    if (HostConfig.Memory === 20 * 1_048_576) return expect(State.Running).toBeDefined();
    expect(await row()).toMatchObject({ state: "running", problem: expect.stringMatching(/need a restart/) });
    await powerServer(mine.owner, { ...one, action: "restart" });
    await job();
    expect(await row()).toMatchObject({ state: "running", problem: null });
    expect((await (await container()).inspect()).HostConfig.Memory).toBe(20 * 1_048_576);
  });
});

describe("the log of a server that prints without pause", () => {
  it("is read at intervals, with a note about skipped lines, and its newest lines still arrive", async () => {
    const { one } = await make({ environment: { RUN: "while :; do echo loud; done" }, cores: 0.5 });
    const seen = await follow(one);
    await expect.poll(seen.dropped, soon).toBeGreaterThan(0);
    const latest = () => Date.now() - Date.parse(`${seen.lines().at(-1)?.at.slice(0, 23)}Z`);
    await expect.poll(latest, soon).toBeLessThan(3_000);
    await powerServer(mine.owner, { ...one, action: "kill" });
  });
});

describe("sendCommand", () => {
  it("is refused for a stopped server", async () => {
    const { one, job } = await make();
    await powerServer(mine.owner, { ...one, action: "stop" });
    await job();
    await expect(sendCommand(mine.owner, { ...one, command: "list" })).rejects.toMatchObject({
      reason: "server.notRunning",
    });
    expect(await sudo("select from audit where operation = 'server.command' and target_id = $1", [one.server])).toEqual(
      [],
    );
  });
});
