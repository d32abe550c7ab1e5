import { beforeEach, describe, expect, it } from "vitest";
import { newEnterprise, newUser, sudo, useDatabase } from "@/db/testing";
import { assignNode, closeNode, drainNode, removeNode } from "@/lib/nodes/operations";
import { newNode } from "@/lib/nodes/testing";
import { listNotifications } from "@/lib/notifications/operations";
import { createServer } from "@/lib/servers/create_operations";
import { promisesOf, small } from "@/lib/servers/testing";

useDatabase();

const administrator = () => newUser({ portalAdmin: true });
type Founded = Awaited<ReturnType<typeof newEnterprise>>;
const create = ({ owner, ref }: Founded, more: object = {}) => createServer(owner, { ...ref, ...small(more) });
const succeeded = (attempts: PromiseSettledResult<unknown>[]) =>
  attempts.filter(({ status }) => status === "fulfilled").length;

beforeEach(async () => {
  await sudo("update nodes set state = 'closed'");
});

describe("fifty servers created at once, by three organisations on one shared node", () => {
  it.each([
    ["memory", { memoryMb: 64 * 20 + 63 }, 20],
    ["cores", { cores: 1.79 }, 17],
    ["disk", { diskMb: 64 * 13 }, 13],
    ["ports", { firstPort: 25_000, lastPort: 25_022 }, 11],
    ["places", { maxServers: 9 }, 9],
  ])("use all %s of the node but never more", async (_what, machine, fit) => {
    const node = await newNode(machine);
    const organisations = [await newEnterprise(), await newEnterprise(), await newEnterprise()];
    const ports = [{ port: 80 }, { port: 81 }];
    const attempts = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) => create(organisations[n % 3] as Founded, { ports })),
    );
    for (const each of attempts)
      if (each.status === "rejected") expect(each.reason).toMatchObject({ reason: "server.noNode" });
    expect(succeeded(attempts)).toBe(fit);
    const { promised, servers } = await promisesOf(node);
    expect(promised).toEqual(servers);
    expect(promised?.count).toBe(fit);
    const given = await sudo<{ port: number }>("select unnest(host_ports) as port from servers where node_id = $1", [
      node,
    ]);
    expect(new Set(given.map(({ port }) => port)).size).toBe(2 * fit);
    // And all of it is freed again.
    await sudo("delete from servers where node_id = $1", [node]);
    expect((await promisesOf(node)).promised).toEqual({ memory: 0, cores: 0, disk: 0, ports: 0, count: 0 });
  });

  it("fill several nodes completely, without deadlocks", async () => {
    const nodes = [];
    for (let n = 0; n < 5; n++) nodes.push(await newNode({ memoryMb: 64 * 8 + n }));
    const organisations = [await newEnterprise(), await newEnterprise(), await newEnterprise()];
    const attempts = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) => create(organisations[n % 3] as Founded)),
    );
    for (const each of attempts)
      if (each.status === "rejected") expect(each.reason).toMatchObject({ reason: "server.noNode" });
    expect(succeeded(attempts)).toBe(40);
    for (const node of nodes) expect((await promisesOf(node)).promised?.count).toBe(8);
  });
});

describe("a node that is dedicated while other organisations create servers on it", () => {
  it("either has their servers and stays shared, or is dedicated and has none of theirs", async () => {
    const admin = await administrator();
    const outcomes = new Set<string>();
    for (let round = 0; round < 12; round++) {
      const node = await newNode();
      const [mine, theirs] = [await newEnterprise(), await newEnterprise()];
      const assigning = () => assignNode(admin, { node, organisationId: mine.organisation.id });
      const creating = Array.from({ length: 4 }, () => () => create(theirs, { nodeId: node }));
      // Vary which of them is first.
      const order = round % 2 ? [assigning, ...creating] : [...creating, assigning];
      await Promise.allSettled(order.map((work) => work()));
      const [row] = await sudo<{ dedicated: string | null; foreign: number }>(
        `select dedicated_to as dedicated, (select count(*)::int from servers where node_id = nodes.id
          and organisation_id = $2) as foreign from nodes where id = $1`,
        [node, theirs.organisation.id],
      );
      expect(row?.dedicated !== null && (row?.foreign ?? 0) > 0).toBe(false);
      outcomes.add(row?.dedicated === null ? "shared" : "dedicated");
    }
    expect(outcomes.size).toBeGreaterThan(0);
  });

  it("stays shared, with a refusal that gives the number of foreign servers but not their owners", async () => {
    const admin = await administrator();
    const node = await newNode();
    const [mine, theirs] = [await newEnterprise(), await newEnterprise()];
    await create(mine, { nodeId: node });
    for (let n = 0; n < 2; n++) await create(theirs, { nodeId: node });
    const assigning = () => assignNode(admin, { node, organisationId: mine.organisation.id });
    const refusal = await assigning().catch((error) => error);
    expect(refusal).toMatchObject({ code: "CONFLICT", reason: "node.foreign" });
    expect(refusal.message).toContain("2 servers");
    expect(refusal.message).not.toContain(theirs.organisation.handle);
    await sudo("delete from servers where organisation_id = $1", [theirs.organisation.id]);
    expect(await assigning()).toMatchObject({ dedicatedTo: { id: mine.organisation.id }, serverCount: 1 });
    // Shared again: its servers stay, and others can be added.
    await assignNode(admin, { node, organisationId: null });
    await create(theirs, { nodeId: node });
  });

  it("accepts no other organisation, even if it is the only node", async () => {
    const mine = await newEnterprise();
    await newNode({ dedicatedTo: mine.organisation.id });
    const theirs = await newEnterprise();
    await sudo("update nodes set tiers = '{}' where dedicated_to is null");
    await expect(create(theirs)).rejects.toMatchObject({ reason: "server.noNode" });
    await create(mine);
  });
});

describe("a node that is drained", () => {
  it("accepts no new servers, and notifies the owner of each organisation with servers on it, once", async () => {
    const admin = await administrator();
    const node = await newNode({ name: "Old iron" });
    const [mine, theirs, none] = [await newEnterprise(), await newEnterprise(), await newEnterprise()];
    for (const founded of [mine, mine, theirs]) await create(founded, { nodeId: node });
    expect(await drainNode(admin, { node })).toMatchObject({ state: "draining", serverCount: 3 });
    await drainNode(admin, { node });
    await expect(create(mine, { nodeId: node })).rejects.toMatchObject({ reason: "server.noNode" });
    for (const { owner, organisation } of [mine, theirs]) {
      const { items } = await listNotifications(owner, {});
      expect(items).toMatchObject([
        {
          kind: "draining",
          nodeName: "Old iron",
          handle: organisation.handle,
          actorName: "The portal’s administration",
        },
      ]);
    }
    expect((await listNotifications(none.owner, {})).items).toEqual([]);
  });
});

describe("a node that is closed or removed while servers are created on it", () => {
  it("keeps every server that was created, and is never removed from under one", async () => {
    const admin = await administrator();
    for (let round = 0; round < 6; round++) {
      const node = await newNode();
      const mine = await newEnterprise();
      const work = [
        () => create(mine, { nodeId: node }),
        () => (round % 2 ? closeNode : removeNode)(admin, { node }),
        () => create(mine, { nodeId: node }),
      ];
      const attempts = await Promise.allSettled(work.map((each) => each()));
      for (const each of attempts)
        if (each.status === "rejected")
          expect(["server.noNode", "node.unknown", "node.used"]).toContain(each.reason.reason);
      const { promised, servers } = await promisesOf(node);
      if (promised) expect(promised).toEqual(servers);
      else expect(servers?.count).toBe(0);
    }
  });
});
