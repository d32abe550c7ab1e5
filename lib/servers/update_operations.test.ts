import { beforeEach, describe, expect, it } from "vitest";
import {
  countRows,
  narrowTo,
  newEnterprise,
  newMember,
  newOrganisation,
  newProjects,
  newUser,
  sudo,
  useDatabase,
} from "@/db/testing";
import { systemCaller } from "@/lib/kernel/actor";
import { newNode } from "@/lib/nodes/testing";
import { sendCommand, watchServer } from "@/lib/servers/console/operations";
import { createServer } from "@/lib/servers/create_operations";
import { deleteServer } from "@/lib/servers/operations";
import { promisesOf, small } from "@/lib/servers/testing";
import { readVariables, updateServer } from "@/lib/servers/update_operations";
import { freePorts } from "@/lib/servers/work/node_operations";
import { forgetServer } from "@/lib/servers/work/operations";

useDatabase();

const settled = (id: string, state = "running") =>
  sudo(
    "update servers set state = $2, wanted = case $2 when 'running' then 'running' else 'stopped' end where id = $1",
    [id, state],
  );
const jobs = async (server: string) =>
  (await sudo("select from pgboss.job where name = 'server' and data->>'server' = $1", [server])).length;

beforeEach(async () => {
  await sudo("update nodes set state = 'closed'");
});

async function make(founded: Awaited<ReturnType<typeof newEnterprise>>, more: object = {}) {
  const { id } = await createServer(founded.owner, { ...founded.ref, ...small(more) });
  await settled(id);
  return { ...founded.ref, server: id };
}

/** Reports, as a job or comparison does, that nothing listens any more; `more` is added to the row's generation. */
async function freed({ organisation }: Awaited<ReturnType<typeof newEnterprise>>, server: string, more = 0) {
  const [row] = await sudo<{ generation: number }>("select generation from servers where id = $1", [server]);
  const generation = (row?.generation ?? 0) + more;
  await freePorts(systemCaller("test"), { server, organisationId: organisation.id, generation });
}
const firstPorts = (count: number) => Array.from({ length: count }, (_, place) => ({ port: place + 1 }));

describe("updateServer", () => {
  it("changes the limits together with the node's allocation, keeps unchanged ports, and logs itself", async () => {
    const node = await newNode({ firstPort: 26_000, lastPort: 26_003 });
    const mine = await newEnterprise();
    const one = await make(mine, { ports: [{ port: 80 }, { port: 81 }], environment: { SECRET: "hunter2", OLD: "x" } });
    const changed = await updateServer(mine.owner, {
      ...one,
      name: "Renamed",
      memoryMb: 128,
      cores: 0.5,
      diskMb: 32,
      ports: [{ port: 90 }, { port: 81 }, { port: 81, protocol: "udp" }],
      environment: { NEW: "y" },
      forget: ["OLD", "NEVER"],
    });
    expect(changed).toMatchObject({ name: "Renamed", memoryMb: 128, cores: 0.5, diskMb: 32 });
    const hostPorts = changed.ports.map(({ hostPort }) => hostPort);
    expect(hostPorts[1]).toBe(26_001);
    // A container port keeps its node port, whatever the protocol.
    expect(hostPorts).toEqual([26_000, 26_001, 26_001]);
    const { promised, servers } = await promisesOf(node);
    expect(promised).toEqual({ memory: 128, cores: 0.5, disk: 32, ports: 2, count: 1 });
    expect(servers).toEqual(promised);
    expect((await readVariables(mine.owner, one)).names).toEqual(["NEW", "SECRET"]);
    const [logged] = await sudo<{ details: object }>("select details from audit where operation = 'server.update'");
    expect(JSON.stringify(logged)).not.toContain("hunter2");
    expect(logged?.details).toMatchObject({
      before: { memoryMb: 64, ports: ["80/tcp", "81/tcp"] },
      after: { name: "Renamed", memoryMb: 128, variables: ["NEW"], variablesRemoved: ["OLD"] },
    });
    expect(await jobs(one.server)).toBe(2);
    await sudo("delete from servers where id = $1", [one.server]);
    expect((await promisesOf(node)).promised).toEqual({ memory: 0, cores: 0, disk: 0, ports: 0, count: 0 });
  });

  it("writes and logs nothing if nothing changes", async () => {
    await newNode();
    const mine = await newEnterprise();
    const one = await make(mine, { environment: { A: "1" }, ports: [{ port: 80 }] });
    const before = await countRows(mine.organisation.id);
    await updateServer(mine.owner, { ...one, memoryMb: 64, environment: { A: "1" }, ports: "80", forget: ["B"] });
    expect(await countRows(mine.organisation.id)).toEqual(before);
    expect(await jobs(one.server)).toBe(1);
  });

  it("refuses more than the node has, at the field concerned, but always accepts less", async () => {
    const node = await newNode({ memoryMb: 128, cores: 1, diskMb: 128, firstPort: 26_100, lastPort: 26_101 });
    const mine = await newEnterprise();
    const one = await make(mine, { ports: [{ port: 80 }] });
    const before = await countRows(mine.organisation.id);
    for (const [change, field] of [
      [{ memoryMb: 129 }, "memoryMb"],
      [{ cores: 1.01 }, "cores"],
      [{ diskMb: 129 }, "diskMb"],
      [{ ports: "1, 2, 3" }, "ports"],
    ] as const)
      await expect(updateServer(mine.owner, { ...one, ...change })).rejects.toMatchObject({
        reason: "server.noRoom",
        fields: { [field]: [expect.stringMatching(/doesn’t have room for this/)] },
      });
    expect(await countRows(mine.organisation.id)).toEqual(before);
    // All ports of the node: its own is released first.
    expect(await updateServer(mine.owner, { ...one, memoryMb: 128, ports: "1, 2" })).toMatchObject({ memoryMb: 128 });
    for (const how of ["state = 'draining'", "state = 'open', healthy = false", "healthy = true, tiers = '{free}'"]) {
      await updateServer(mine.owner, { ...one, memoryMb: 100 });
      await sudo(`update nodes set ${how} where id = $1`, [node]);
      await expect(updateServer(mine.owner, { ...one, memoryMb: 101 })).rejects.toMatchObject({
        reason: "server.noRoom",
      });
      await updateServer(mine.owner, { ...one, memoryMb: 64 });
      await sudo("update nodes set state = 'open', healthy = true, tiers = '{enterprise}' where id = $1", [node]);
    }
    // A node with less capacity than is allocated allows decreases but no increases.
    await sudo("update nodes set memory_mb = 16 where id = $1", [node]);
    await updateServer(mine.owner, { ...one, memoryMb: 32, ports: "1" });
    await freed(mine, one.server);
    expect((await promisesOf(node)).promised).toMatchObject({ memory: 32, ports: 1 });
  });

  it("releases a port once the old container no longer listens; until then only the server itself can reuse it", async () => {
    const node = await newNode({ firstPort: 26_300, lastPort: 26_302 });
    const [mine, theirs] = [await newEnterprise(), await newEnterprise()];
    const one = await make(mine, { ports: "80, 81" });
    const wants = (count: number) =>
      createServer(theirs.owner, { ...theirs.ref, ...small({ ports: firstPorts(count) }) });
    const outside = async (ports: string) =>
      (await updateServer(mine.owner, { ...one, ports })).ports.map(({ hostPort }) => hostPort);
    expect(await outside("80")).toEqual([26_300]);
    // One port is free; on the other the old container may still listen.
    await expect(wants(2)).rejects.toMatchObject({ reason: "server.noNode" });
    expect(await outside("80, 82/udp")).toEqual([26_300, 26_301]);
    expect(await outside("90, 82/udp")).toEqual([26_300, 26_301]);
    expect(await outside("90/udp, 90, 91/udp")).toEqual([26_300, 26_300, 26_301]);
    expect(await outside("")).toEqual([]);
    await expect(wants(2)).rejects.toMatchObject({ reason: "server.noNode" });
    expect(await promisesOf(node)).toMatchObject({ promised: { ports: 2 }, servers: { ports: 2 } });
    // A check from before the last change can't release the ports of that change.
    await freed(mine, one.server, -1);
    await expect(wants(2)).rejects.toMatchObject({ reason: "server.noNode" });
    await sudo("update servers set claimed_until = now() + interval '1 minute' where id = $1", [one.server]);
    await freed(mine, one.server);
    await expect(wants(2)).rejects.toMatchObject({ reason: "server.noNode" });
    await sudo("update servers set claimed_until = null where id = $1", [one.server]);
    await Promise.all(Array.from({ length: 5 }, () => freed(mine, one.server)));
    expect((await wants(3)).ports.map(({ hostPort }) => hostPort)).toEqual([26_300, 26_301, 26_302]);
    await sudo("delete from servers where id = $1", [one.server]);
    expect(await promisesOf(node)).toMatchObject({ promised: { ports: 3 }, servers: { ports: 3 } });
  });

  it("keeps the released ports of a server that is being deleted until its row is gone", async () => {
    const node = await newNode({ firstPort: 26_400, lastPort: 26_401 });
    const mine = await newEnterprise();
    const one = await make(mine, { ports: "80, 81" });
    await updateServer(mine.owner, { ...one, ports: "" });
    await deleteServer(mine.owner, one);
    expect((await promisesOf(node)).promised).toMatchObject({ ports: 2 });
    await forgetServer(systemCaller("test"), { server: one.server, organisationId: mine.organisation.id });
    expect((await promisesOf(node)).promised).toMatchObject({ ports: 0, count: 0 });
  });

  it("is refused to members, outsiders and members restricted to other projects, and while the server is created or deleted", async () => {
    await newNode();
    const mine = await newEnterprise();
    const one = await make(mine);
    const member = await newMember(mine.organisation.id, "member");
    const outsider = await newOrganisation(await newUser());
    const before = await countRows(mine.organisation.id);
    for (const operation of [() => updateServer(member, { ...one, memoryMb: 65 }), () => readVariables(member, one)])
      await expect(operation()).rejects.toMatchObject({ code: "FORBIDDEN" });
    for (const given of [one, { ...one, ...outsider.ref }])
      for (const operation of [
        () => updateServer(outsider.owner, { ...given, memoryMb: 65 }),
        () => readVariables(outsider.owner, given),
        () => watchServer(outsider.owner, given),
        () => sendCommand(outsider.owner, { ...given, command: "stop" }),
      ])
        await expect(operation()).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await watchServer(member, one)).toMatchObject({ console: true });
    const [project = ""] = await newProjects(mine.organisation.id, "Other");
    await narrowTo(mine.organisation.id, member, project);
    for (const operation of [() => watchServer(member, one), () => sendCommand(member, { ...one, command: "stop" })])
      await expect(operation()).rejects.toMatchObject({ code: "NOT_FOUND" });
    await settled(one.server, "creating");
    await expect(updateServer(mine.owner, { ...one, memoryMb: 65 })).rejects.toMatchObject({
      reason: "server.unfinished",
    });
    await deleteServer(mine.owner, one);
    await expect(updateServer(mine.owner, { ...one, memoryMb: 65 })).rejects.toMatchObject({
      reason: "server.deleting",
    });
    const ended = await countRows(mine.organisation.id);
    expect(ended?.audit).toBe(Number(before?.audit) + 1);
  });

  it("refuses a taken name, too many variables, and commands that aren't one line", async () => {
    await newNode();
    const mine = await newEnterprise();
    const [one, other] = [await make(mine, { name: "One" }), await make(mine, { name: "Other" })];
    await expect(updateServer(mine.owner, { ...one, name: "other" })).rejects.toMatchObject({ reason: "server.taken" });
    await updateServer(mine.owner, { ...one, name: "ONE" });
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, place) => [`V${place}`, "x"]));
    await updateServer(mine.owner, { ...other, environment: many });
    await expect(updateServer(mine.owner, { ...other, environment: { ONE_MORE: "x" } })).rejects.toMatchObject({
      reason: "server.variables",
    });
    for (const command of ["", "two\nlines", "nul\0", "x".repeat(1_001)])
      await expect(sendCommand(mine.owner, { ...one, command })).rejects.toMatchObject({ code: "INVALID" });
    // It has no engine.
    await expect(sendCommand(mine.owner, { ...one, command: "list" })).rejects.toMatchObject({
      reason: "server.unheard",
    });
    expect(await sudo("select from audit where operation = 'server.command'")).toEqual([]);
  });
});

describe("many users who edit and create servers on one node at once", () => {
  it("never get more memory, cores, disk or ports than it has", async () => {
    const node = await newNode({ memoryMb: 1_000, cores: 10, diskMb: 1_000, firstPort: 26_200, lastPort: 26_219 });
    const organisations = [await newEnterprise(), await newEnterprise(), await newEnterprise()];
    const servers = await Promise.all(
      organisations.flatMap((founded) =>
        [0, 1].map(async () => ({ founded, one: await make(founded, { ports: [{ port: 1 }] }) })),
      ),
    );
    const work = Array.from({ length: 50 }, (_, round) => {
      const { founded, one } = servers[round % servers.length] as (typeof servers)[number];
      if (round % 3 === 0)
        return () => createServer(founded.owner, { ...founded.ref, ...small({ ports: [{ port: 1 }, { port: 2 }] }) });
      const size = { memoryMb: 16 + ((round * 37) % 400), cores: 0.1 + (round % 4), diskMb: 16 + ((round * 53) % 300) };
      return () =>
        updateServer(founded.owner, {
          ...one,
          ...size,
          ports: firstPorts(round % 5),
        });
    });
    const noticed = servers.map(
      ({ founded, one }) =>
        () =>
          freed(founded, one.server),
    );
    const attempts = await Promise.allSettled([...work, ...noticed, ...noticed].map((each) => each()));
    for (const each of attempts)
      if (each.status === "rejected") expect(["server.noNode", "server.noRoom"]).toContain(each.reason.reason);
    expect(attempts.some(({ status }) => status === "rejected")).toBe(true);
    const { promised, servers: together } = await promisesOf(node);
    expect(promised).toEqual(together);
    expect(promised?.memory).toBeLessThanOrEqual(1_000);
    expect(promised?.cores).toBeLessThanOrEqual(10);
    expect(promised?.disk).toBeLessThanOrEqual(1_000);
    const [ports] = await sudo<{ all: number; distinct: number }>(
      `select count(*)::int as all, count(distinct port)::int as distinct from servers, unnest(host_ports || leaving_ports) port where node_id = $1`,
      [node],
    );
    expect(ports?.all).toBe(ports?.distinct);
    expect(ports?.all).toBeLessThanOrEqual(20);
  });
});
