import { beforeAll, expect, it } from "vitest";
import { newOrganisation, newUser, type SignedIn, sudo, useDatabase } from "@/db/testing";
import { checkChains, listPortalActivity } from "@/lib/audit/portal_operations";
import { systemCaller } from "@/lib/kernel/actor";
import { setTier } from "@/lib/organisations/portal_operations";
import { changeFeatures, changeSettings } from "@/lib/portal/settings_operations";

useDatabase();

let admin: SignedIn;
const machine = systemCaller("command line");

beforeAll(async () => {
  admin = await newUser({ name: "Ada Admin", portalAdmin: true });
  const { ref } = await newOrganisation();
  await setTier(admin, { ...ref, portalTier: "paid" });
  await changeFeatures(admin, { featureToggles: { dns: false } });
  await changeFeatures(machine, { featureToggles: { dns: true } });
  for (const auditKeptDays of [30, 40]) await changeSettings(admin, { auditKeptDays });
});

const listed = async (filter: Parameters<typeof listPortalActivity>[1]) =>
  (await listPortalActivity(admin, filter)).items.map(({ operation, actorName }) => `${actorName}: ${operation}`);
const [features, settings] = ["portal.changeFeatures", "portal.changeSettings"];
const today = new Date().toISOString().slice(0, 10);

it("the portal's own log has what was done to the portal, newest first, and nothing of an organisation or a user", async () => {
  const all = [
    ...[`Ada Admin: ${settings}`, `Ada Admin: ${settings}`],
    ...[`command line: ${features}`, `Ada Admin: ${features}`],
  ];
  expect(await listed({})).toEqual(all);
  const first = await listPortalActivity(admin, { limit: 3 });
  expect(first.actors).toEqual([{ id: admin.actor.userId, name: "Ada Admin" }]);
  expect(first.operations).toEqual([features, settings]);
  expect(await listed({ cursor: first.after ?? "" })).toEqual(all.slice(3));
});

it.each([
  [{ action: features }, 2],
  [{ q: "retention" }, 2],
  [{ q: "DNS" }, 2],
  [{ from: today, to: today }, 4],
  [{ to: "2020-01-01" }, 0],
  [{ from: "2099-01-01" }, 0],
])("the portal's own log can be filtered by %o", async (filter, found) => {
  expect(await listed(filter)).toHaveLength(found);
  expect(await listed({ ...filter, actor: admin.actor.userId, q: "nothing" })).toEqual([]);
});

it("the portal's own log is only for portal administrators", async () => {
  const { owner } = await newOrganisation();
  for (const refused of [listPortalActivity(owner, {}), checkChains(owner, {})])
    await expect(refused).rejects.toMatchObject({ reason: "permission.portal" });
});

it("checking the chains names every break", async () => {
  const intact = await checkChains(admin, {});
  expect(intact).toMatchObject({ broken: 0, breaks: [] });
  expect(intact.chains).toBeGreaterThan(1);
  await sudo("update audit set actor_name = 'Somebody else' where chain = 'portal' and seq = 2");
  expect(await checkChains(admin, {})).toMatchObject({
    broken: 1,
    breaks: [{ chain: "portal", seq: 2, what: "edited" }],
  });
});
