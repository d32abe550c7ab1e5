import { beforeEach, describe, expect, it } from "vitest";
import { countRows, newEnterprise, newMember, newOrganisation, newUser, sudo, useDatabase } from "@/db/testing";
import { systemCaller } from "@/lib/kernel/actor";
import { assignNode } from "@/lib/nodes/operations";
import { newNode } from "@/lib/nodes/testing";
import { createServer } from "@/lib/servers/create_operations";
import { deleteServer, listServers, powerServer } from "@/lib/servers/operations";
import { promisesOf, small } from "@/lib/servers/testing";
import { forgetServer } from "@/lib/servers/work/operations";

useDatabase();

type Founded = Awaited<ReturnType<typeof newOrganisation>>;
let node: string;

beforeEach(async () => {
  await sudo("update nodes set state = 'closed'");
  node = await newNode();
});

const toTier = ({ organisation }: Founded, tier: string) =>
  sudo("update organisations set portal_tier = $2 where id = $1", [organisation.id, tier]);
const serversOf = async ({ organisation }: Founded) => (await countRows(organisation.id))?.servers;
const kept = (tries: PromiseSettledResult<unknown>[]) => tries.filter(({ status }) => status === "fulfilled").length;

/** Every refusal is the tier's, none a fault. */
function expectLimit(tries: PromiseSettledResult<unknown>[]) {
  for (const each of tries)
    if (each.status === "rejected")
      expect(each.reason).toMatchObject({ code: "LIMIT_REACHED", reason: "server.limit" });
}

/** The owner and three who may make servers too. */
async function withMakers(tier: string) {
  const founded = await newOrganisation();
  await toTier(founded, tier);
  const makers = [founded.owner];
  for (let n = 0; n < 3; n++) makers.push(await newMember(founded.organisation.id, "admin"));
  const create = (n: number) =>
    createServer(makers[n % makers.length] ?? founded.owner, { ...founded.ref, ...small() });
  return { ...founded, create };
}

/** As a worker ends one whose container is gone. */
async function removeOne({ owner, organisation, ref }: Founded) {
  const [first] = (await listServers(owner, ref)).items;
  const server = first?.id ?? "";
  await deleteServer(owner, { ...ref, server });
  return () => forgetServer(systemCaller("server"), { server, organisationId: organisation.id });
}

describe("thirty creates at once by each of several members", () => {
  it.each([
    ["free", 2],
    ["educational", 3],
    ["paid", 10],
  ])(
    "make exactly as many as the tier allows, and one more for each that is really gone: %s %i",
    async (tier, most) => {
      const founded = await withMakers(tier);
      const all = (each: number) => Promise.allSettled(Array.from({ length: 4 * each }, (_, n) => founded.create(n)));
      const tries = await all(30);
      expectLimit(tries);
      expect([kept(tries), await serversOf(founded)]).toEqual([most, most]);
      // What is only on its way out still counts.
      const finish = await removeOne(founded);
      expect(kept(await all(3))).toBe(0);
      const [, ...racing] = await Promise.all([finish(), all(5), all(5)]);
      racing.map(expectLimit);
      const more = await all(5);
      expectLimit(more);
      expect(racing.reduce((sum, each) => sum + kept(each), kept(more))).toBe(1);
      expect(await serversOf(founded)).toBe(most);
      const { promised, servers } = await promisesOf(node);
      expect(promised).toEqual(servers);
    },
  );

  it("don't add up over the organisations of one user, nor use up each other's", async () => {
    const owner = await newUser();
    const own = [await newOrganisation(owner), await newOrganisation(owner), await newOrganisation(owner)];
    await toTier(own[1] as Founded, "educational");
    const tries = await Promise.allSettled(
      Array.from({ length: 90 }, (_, n) => createServer(owner, { ...(own[n % 3] as Founded).ref, ...small() })),
    );
    expectLimit(tries);
    expect(await Promise.all(own.map(serversOf))).toEqual([2, 3, 2]);
  });
});

describe("a tier that is lowered", () => {
  it("while servers are made lets none through that it doesn't allow from then on, and takes none away", async () => {
    const seen = new Set<number | undefined>();
    for (let round = 0; round < 6; round++) {
      const founded = await withMakers("paid");
      let lowered = -1;
      const lower = async () => {
        await toTier(founded, "free");
        lowered = (await serversOf(founded)) ?? -1;
      };
      const creates = Array.from({ length: 30 }, (_, n) => () => founded.create(n));
      const order = [...creates.slice(0, round * 2), lower, ...creates.slice(round * 2)];
      const tries = await Promise.allSettled(order.map((work) => work()));
      expectLimit(tries);
      const made = (await serversOf(founded)) ?? 0;
      // More than two only if they were there before the tier was lowered; and none came after.
      expect(made).toBeLessThanOrEqual(Math.max(2, lowered));
      expect(made).toBeGreaterThanOrEqual(2);
      expect(kept(tries)).toBe(made + 1);
      seen.add(made);
      await expect(founded.create(0)).rejects.toMatchObject({ reason: "server.limit" });
    }
    expect(seen.size).toBeGreaterThan(0);
  });

  it("leaves what runs to be used: it is switched and deleted as before, and a new one comes below the limit alone", async () => {
    const founded = await withMakers("paid");
    const { owner, ref, organisation } = founded;
    for (let n = 0; n < 4; n++) await founded.create(n);
    await toTier(founded, "free");
    await sudo("update servers set state = 'running' where organisation_id = $1", [organisation.id]);
    for (const { id, state } of (await listServers(owner, ref)).items) {
      expect(state).toBe("running");
      expect(await powerServer(owner, { ...ref, server: id, action: "restart" })).toMatchObject({ wanted: "running" });
    }
    const refused = await founded.create(0).catch((error) => error);
    expect(refused.message).toContain("allows 2 servers, and this organisation has 4");
    for (const left of [3, 2, 1]) {
      await expect(founded.create(0)).rejects.toMatchObject({ reason: "server.limit" });
      await (await removeOne(founded))();
      expect(await serversOf(founded)).toBe(left);
    }
    await founded.create(0);
    await expect(founded.create(0)).rejects.toMatchObject({ reason: "server.limit" });
    // Raised again, it counts anew.
    await toTier(founded, "educational");
    await founded.create(0);
    await expect(founded.create(0)).rejects.toMatchObject({ reason: "server.limit" });
  });

  it("lets dedicated nodes keep what runs and take nothing new, neither by name nor as the only one", async () => {
    const mine = await newEnterprise();
    await sudo("update nodes set tiers = '{}'");
    const own = await newNode({ dedicatedTo: mine.organisation.id });
    await createServer(mine.owner, { ...mine.ref, ...small() });
    await toTier(mine, "paid");
    for (const nodeId of [own, undefined])
      await expect(createServer(mine.owner, { ...mine.ref, ...small(), nodeId })).rejects.toMatchObject({
        reason: "server.noNode",
      });
    expect((await promisesOf(own)).promised?.count).toBe(1);
    await toTier(mine, "enterprise");
    expect((await createServer(mine.owner, { ...mine.ref, ...small() })).node.id).toBe(own);
  });
});

describe("a dedicated node that is given back and dedicated anew while others want it", () => {
  it("never has servers of others while it is somebody's, neither by its id nor as the only one there is", async () => {
    const admin = await newUser({ portalAdmin: true });
    await sudo("delete from servers");
    const outcomes = { refused: 0, landed: 0 };
    for (let round = 0; round < 10; round++) {
      const [mine, theirs] = [await newEnterprise(), await newEnterprise()];
      await sudo("delete from nodes where server_count = 0");
      const own = await newNode({ dedicatedTo: mine.organisation.id });
      const assign = (organisationId: string | null) => () => assignNode(admin, { node: own, organisationId });
      const foreign = (nodeId?: string) => () => createServer(theirs.owner, { ...theirs.ref, ...small(), nodeId });
      // Dedicated all the time: not one.
      const before = await Promise.allSettled([foreign(own), foreign()].map((work) => work()));
      expect(before).toMatchObject([
        { reason: { code: "NOT_FOUND", reason: "node.unknown" } },
        { reason: { reason: "server.noNode", message: expect.stringContaining("has no node for you yet") } },
      ]);
      const work = [foreign(own), assign(null), foreign(), foreign(own), assign(mine.organisation.id), foreign()];
      const tries = await Promise.allSettled(
        work
          .slice(round % 3)
          .concat(work.slice(0, round % 3))
          .map((each) => each()),
      );
      for (const each of tries)
        if (each.status === "rejected")
          expect(["node.unknown", "server.noNode", "node.foreign"]).toContain(each.reason.reason);
      const [row] = await sudo<{ dedicated: boolean; foreign: number }>(
        `select dedicated_to is not null as dedicated, (select count(*)::int from servers where node_id = nodes.id
          and organisation_id = $2) as foreign from nodes where id = $1`,
        [own, theirs.organisation.id],
      );
      expect(row?.dedicated && row.foreign > 0).toBe(false);
      outcomes[row?.foreign ? "landed" : "refused"]++;
      await sudo("delete from servers");
    }
    expect(outcomes.refused + outcomes.landed).toBe(10);
  });
});
