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
const kept = (attempts: PromiseSettledResult<unknown>[]) =>
  attempts.filter(({ status }) => status === "fulfilled").length;

/** Every refusal comes from the tier's limit; there are no other errors. */
function expectLimit(attempts: PromiseSettledResult<unknown>[]) {
  for (const each of attempts)
    if (each.status === "rejected")
      expect(each.reason).toMatchObject({ code: "LIMIT_REACHED", reason: "server.limit" });
}

/** The owner and three members who may also create servers. */
async function withMakers(tier: string) {
  const founded = await newOrganisation();
  await toTier(founded, tier);
  const makers = [founded.owner];
  for (let n = 0; n < 3; n++) makers.push(await newMember(founded.organisation.id, "admin"));
  const create = (n: number) =>
    createServer(makers[n % makers.length] ?? founded.owner, { ...founded.ref, ...small() });
  return { ...founded, create };
}

/** Deletes a server's row, as a worker does once its container is gone. */
async function removeOne({ owner, organisation, ref }: Founded) {
  const [first] = (await listServers(owner, ref)).items;
  const server = first?.id ?? "";
  await deleteServer(owner, { ...ref, server });
  return () => forgetServer(systemCaller("server"), { server, organisationId: organisation.id });
}

describe("thirty servers created at once by several members", () => {
  it.each([
    ["free", 2],
    ["educational", 3],
    ["paid", 10],
  ])("reach exactly the tier's limit, and each that is really gone allows one more: %s %i", async (tier, most) => {
    const founded = await withMakers(tier);
    const all = (each: number) => Promise.allSettled(Array.from({ length: 4 * each }, (_, n) => founded.create(n)));
    const attempts = await all(30);
    expectLimit(attempts);
    expect([kept(attempts), await serversOf(founded)]).toEqual([most, most]);
    // Servers being deleted still count.
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
  });

  it("are counted separately for each organisation of a user", async () => {
    const owner = await newUser();
    const own = [await newOrganisation(owner), await newOrganisation(owner), await newOrganisation(owner)];
    await toTier(own[1] as Founded, "educational");
    const attempts = await Promise.allSettled(
      Array.from({ length: 90 }, (_, n) => createServer(owner, { ...(own[n % 3] as Founded).ref, ...small() })),
    );
    expectLimit(attempts);
    expect(await Promise.all(own.map(serversOf))).toEqual([2, 3, 2]);
  });
});

describe("lowering a tier", () => {
  it("stops new servers above the limit even while some are being created, and removes none", async () => {
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
      const attempts = await Promise.allSettled(order.map((work) => work()));
      expectLimit(attempts);
      const made = (await serversOf(founded)) ?? 0;
      // More than two only if they existed before the tier was lowered; none were created after.
      expect(made).toBeLessThanOrEqual(Math.max(2, lowered));
      expect(made).toBeGreaterThanOrEqual(2);
      expect(kept(attempts)).toBe(made + 1);
      seen.add(made);
      await expect(founded.create(0)).rejects.toMatchObject({ reason: "server.limit" });
    }
    expect(seen.size).toBeGreaterThan(0);
  });

  it("leaves existing servers usable, and allows new ones only below the limit", async () => {
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
    // After raising the tier, the new limit applies.
    await toTier(founded, "educational");
    await founded.create(0);
    await expect(founded.create(0)).rejects.toMatchObject({ reason: "server.limit" });
  });

  it("lets dedicated nodes keep their servers but accept no new ones, even if chosen or the only node", async () => {
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

describe("a dedicated node that is made shared and dedicated again while others create servers", () => {
  it("never has foreign servers while it is dedicated, even if chosen or the only node", async () => {
    const admin = await newUser({ portalAdmin: true });
    await sudo("delete from servers");
    const outcomes = { refused: 0, landed: 0 };
    for (let round = 0; round < 10; round++) {
      const [mine, theirs] = [await newEnterprise(), await newEnterprise()];
      await sudo("delete from nodes where server_count = 0");
      const own = await newNode({ dedicatedTo: mine.organisation.id });
      const assign = (organisationId: string | null) => () => assignNode(admin, { node: own, organisationId });
      const foreign = (nodeId?: string) => () => createServer(theirs.owner, { ...theirs.ref, ...small(), nodeId });
      // Dedicated throughout: none at all.
      const before = await Promise.allSettled([foreign(own), foreign()].map((work) => work()));
      expect(before).toMatchObject([
        { reason: { code: "NOT_FOUND", reason: "node.unknown" } },
        { reason: { reason: "server.noNode", message: expect.stringContaining("No node is available to you yet") } },
      ]);
      const work = [foreign(own), assign(null), foreign(), foreign(own), assign(mine.organisation.id), foreign()];
      const attempts = await Promise.allSettled(
        work
          .slice(round % 3)
          .concat(work.slice(0, round % 3))
          .map((each) => each()),
      );
      for (const each of attempts)
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
