import { beforeAll, expect, it } from "vitest";
import { newEnterprise, newMember, newUser, sudo, useDatabase } from "@/db/testing";
import { systemCaller } from "@/lib/kernel/actor";
import { listAllCleanups, listCleanups, setCleanup, setSharedCleanup } from "@/lib/nodes/cleanup_operations";
import { claimDueCleanups } from "@/lib/nodes/cleanup_work_operations";
import { newNode } from "@/lib/nodes/testing";

useDatabase();
type Founded = Awaited<ReturnType<typeof newEnterprise>>;
let mine: Founded;
let theirs: Founded;
let own: string;
let shared: string;
beforeAll(async () => {
  [mine, theirs] = [await newEnterprise(), await newEnterprise()];
  own = await newNode();
  await sudo("update nodes set dedicated_to = $1 where id = $2", [mine.organisation.id, own]);
  shared = await newNode();
});
const reason = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error) => error.reason ?? error,
  );
const count = async () => (await sudo("select from node_cleanups")).length;

it("an organisation can set the clean-up policy only of its dedicated nodes, with node.update", async () => {
  const wanted = { ...mine.ref, node: own, policy: "weekly" } as const;
  const member = await newMember(mine.organisation.id, "member");
  expect(await reason(setCleanup(member, wanted))).toBe("permission.missing");
  expect(await listCleanups(member, mine.ref)).toMatchObject([{ id: own, policy: "off", lastAt: null }]);
  expect(await reason(setCleanup(mine.owner, { ...wanted, node: shared }))).toBe("unknown");
  expect(await reason(setCleanup(theirs.owner, { ...theirs.ref, node: own, policy: "daily" }))).toBe("unknown");
  expect(await listCleanups(theirs.owner, theirs.ref)).toEqual([]);
  expect(await count()).toBe(0);
  expect(await setCleanup(mine.owner, wanted)).toMatchObject({ id: own, policy: "weekly" });
  const logged = await sudo<{ details: object }>("select details from audit where operation = 'node.setCleanup'");
  expect(logged).toMatchObject([{ details: { before: { policy: "off" }, after: { policy: "weekly" } } }]);
});

it("a portal administrator can set the clean-up policy only of shared nodes", async () => {
  const admin = await newUser({ portalAdmin: true });
  expect(await reason(setSharedCleanup(mine.owner, { node: shared, policy: "daily" }))).toBe("permission.portal");
  expect(await reason(setSharedCleanup(admin, { node: own, policy: "off" }))).toBe("node.cleanup");
  expect(await setSharedCleanup(admin, { node: shared, policy: "daily" })).toMatchObject({ policy: "daily" });
  expect((await listAllCleanups(admin, {})).map(({ policy }) => policy).sort()).toEqual(["daily", "weekly"]);
});

it("a clean-up is claimed by one process, and not again before its next time", async () => {
  const caller = systemCaller("node cleaning");
  await sudo("update node_cleanups set next_at = now() - interval '1 second'");
  const claimed = await Promise.all(Array.from({ length: 10 }, () => claimDueCleanups(caller, {})));
  expect(
    claimed
      .flat()
      .map(({ id }) => id)
      .sort(),
  ).toEqual([own, shared].sort());
  expect(await claimDueCleanups(caller, {})).toEqual([]);
});
