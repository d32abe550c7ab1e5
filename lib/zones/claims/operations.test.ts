import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { countRows, newMember, newOrganisation, sudo, useDatabase } from "@/db/testing";
import { useWorld } from "@/db/testing/world";
import { runClaimsJob } from "@/lib/jobs/claims";
import { systemCaller } from "@/lib/kernel/actor";
import { publish, startResolver } from "@/lib/name_server/testing";
import { sweep } from "@/lib/portal/operations";
import { changeFeatures } from "@/lib/portal/settings_operations";
import { acceptProof, dueClaims, verifyZone } from "@/lib/zones/claims/operations";
import { createZone, deleteZone, readZone } from "@/lib/zones/operations";

let resolver: Awaited<ReturnType<typeof useWorld>>;
beforeAll(async () => {
  resolver = await useWorld();
});
useDatabase();
beforeEach(() => void Object.assign(resolver, { silent: false, delay: 0 }));
afterAll(() => resolver.close());

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const freeName = () => `${randomBytes(6).toString("hex")}.org`;
const claim = async (name = freeName(), founded?: Awaited<ReturnType<typeof newOrganisation>>) => {
  const { owner, organisation, ref } = founded ?? (await newOrganisation());
  const zone = await createZone(owner, { ...ref, name });
  return { owner, organisation, ref, zone, verify: () => verifyZone(owner, { ...ref, zone: zone.id }) };
};
const logged = (organisationId: string) =>
  sudo<{ operation: string; details: unknown; actor_name: string }>(
    "select operation, actor_name, details from audit where organisation_id = $1 and operation in ('zone.verify', 'zone.prove')",
    [organisationId],
  );

describe("a pending zone", () => {
  it("is verified by its TXT record", async () => {
    const { zone, verify, organisation } = await claim();
    await expect(verify()).rejects.toEqual(reason("zone.unproved"));
    publish(resolver.world, zone);
    expect(await verify()).toMatchObject({ state: "active", served: true, claim: null });
    expect(await verify()).toMatchObject({ state: "active" });
    expect(await logged(organisation.id)).toEqual([
      {
        operation: "zone.verify",
        actor_name: "Olive Owner",
        details: { after: { state: "active", proof: "TXT record" } },
      },
    ]);
    expect(resolver.asked).toContain(`TXT _guildhall-challenge.${zone.name}`);
  });

  it("is verified by its own verification name server, never by the shared name servers", async () => {
    const { zone, verify, organisation } = await claim();
    resolver.world.set(`NS ${zone.name}`, ["ns1.portal.net", "ns2.portal.net"]);
    await expect(verify()).rejects.toEqual(reason("zone.unproved"));
    resolver.world.set(`NS ${zone.name}`, ["ns1.portal.net", zone.claim?.nameServer?.toUpperCase() ?? ""]);
    expect(await verify()).toMatchObject({ state: "active" });
    expect(await logged(organisation.id)).toMatchObject([{ details: { after: { proof: "name server" } } }]);
  });

  it("isn’t verified by another token, a part of its own, or another organisation’s records", async () => {
    const name = freeName();
    const [mine, theirs] = [await claim(name), await claim(name)];
    publish(resolver.world, theirs.zone);
    resolver.world.set(`NS ${name}`, [theirs.zone.claim?.nameServer ?? ""]);
    const before = await countRows(mine.organisation.id);
    await expect(mine.verify()).rejects.toEqual(reason("zone.unproved"));
    resolver.world.set(`TXT _guildhall-challenge.${name}`, [
      "wrong",
      "",
      (mine.zone.claim?.record.text ?? "").slice(1),
    ]);
    await expect(mine.verify()).rejects.toEqual(reason("zone.unproved"));
    // The right text, but at another name.
    resolver.world.set(`TXT ${name}`, [mine.zone.claim?.record.text ?? ""]);
    await expect(mine.verify()).rejects.toEqual(reason("zone.unproved"));
    expect(await countRows(mine.organisation.id)).toEqual(before);
  });

  it("blocks nobody else, and loses to the organisation that verifies first", async () => {
    const name = freeName();
    const [idle, quick] = [await claim(name), await claim(name)];
    publish(resolver.world, quick.zone);
    expect(await quick.verify()).toMatchObject({ state: "active" });
    publish(resolver.world, idle.zone);
    const before = await countRows(idle.organisation.id);
    await expect(idle.verify()).rejects.toMatchObject({ reason: "zone.taken", code: "CONFLICT" });
    expect(await countRows(idle.organisation.id)).toEqual(before);
    expect(await readZone(idle.owner, { ...idle.ref, zone: name })).toMatchObject({ state: "pending", served: false });
  });

  it("a pending zone that has expired can’t be verified, and is deleted by the sweep", async () => {
    const { owner, ref, zone, verify } = await claim();
    publish(resolver.world, zone);
    await sudo("update zones set claim_expires_at = now() - interval '1 second' where id = $1", [zone.id]);
    await expect(verify()).rejects.toMatchObject({ reason: "zone.expired", code: "GONE" });
    await runClaimsJob();
    expect(await readZone(owner, { ...ref, zone: zone.id })).toMatchObject({ state: "pending" });
    await sweep(systemCaller("sweep"), {});
    await expect(readZone(owner, { ...ref, zone: zone.id })).rejects.toEqual(reason("unknown"));
  });

  it("a pending zone that was deleted and added again needs another proof", async () => {
    const first = await claim();
    publish(resolver.world, first.zone);
    await deleteZone(first.owner, { ...first.ref, zone: first.zone.id });
    const second = await claim(first.zone.name, first);
    await expect(second.verify()).rejects.toEqual(reason("zone.unproved"));
  });

  it("stays pending while no server answers, says so in time, and blocks nothing meanwhile", async () => {
    const { owner, ref, zone, verify, organisation } = await claim();
    publish(resolver.world, zone);
    resolver.silent = true;
    const before = await countRows(organisation.id);
    const began = Date.now();
    const late = verify();
    // Neither the organisation nor the zone is locked while waiting for the answer.
    const other = await createZone(owner, { ...ref, name: freeName() });
    await deleteZone(owner, { ...ref, zone: other.id });
    expect(Date.now() - began).toBeLessThan(4_000);
    await expect(late).rejects.toMatchObject({ reason: "zone.unanswered", code: "UPSTREAM" });
    expect(Date.now() - began).toBeLessThan(12_000);
    expect(await countRows(organisation.id)).toMatchObject({ zones: before?.zones });
    Object.assign(resolver, { silent: false, delay: 1_000 });
    expect(await verify()).toMatchObject({ state: "active" });
  }, 30_000);

  it("can be checked ten times a minute", async () => {
    const { verify } = await claim();
    const results = await Promise.allSettled(Array.from({ length: 12 }, verify));
    const codes = results.map((result) => (result.status === "rejected" ? result.reason.code : "done"));
    expect(codes.filter((code) => code === "RATE_LIMITED")).toHaveLength(2);
  });

  it("is verified only by members with the permission, and not while DNS is switched off", async () => {
    const { owner, ref, zone, organisation, verify } = await claim();
    publish(resolver.world, zone);
    const member = await newMember(organisation.id, "member");
    const other = await newOrganisation();
    const before = await countRows(organisation.id);
    const asked = resolver.asked.length;
    await expect(verifyZone(member, { ...ref, zone: zone.id })).rejects.toEqual(reason("permission.missing"));
    await expect(verifyZone(other.owner, { ...other.ref, zone: zone.id })).rejects.toEqual(reason("unknown"));
    await changeFeatures(systemCaller("command line"), { featureToggles: { dns: false } });
    await expect(verify()).rejects.toMatchObject({ code: "FEATURE_DISABLED" });
    await runClaimsJob();
    await changeFeatures(systemCaller("command line"), { featureToggles: { dns: true } });
    // Without the permission, no other server is queried.
    expect(resolver.asked).toHaveLength(asked);
    expect(await countRows(organisation.id)).toEqual(before);
    expect(await readZone(owner, { ...ref, zone: zone.id })).toMatchObject({ state: "pending" });
  });
});

describe("twenty activations at once", () => {
  it("activations of a name, its parent and its child at once, by three organisations with valid proofs, never conflict", async () => {
    const founded = await Promise.all([newOrganisation(), newOrganisation(), newOrganisation()]);
    for (const { organisation } of founded)
      await sudo("update organisations set portal_tier = 'paid' where id = $1", [organisation.id]);
    for (let round = 0; round < 3; round++) {
      const name = freeName();
      const claims = await Promise.all(
        founded.flatMap((each) => [name, `sub.${name}`, `deep.sub.${name}`].map((wanted) => claim(wanted, each))),
      );
      for (const { zone } of claims) publish(resolver.world, zone);
      const calls = [...claims, ...claims, ...claims].slice(0, 20).sort(() => Math.random() - 0.5);
      const results = await Promise.allSettled(calls.map(({ verify }) => verify()));
      const active = await sudo<{ id: string; organisation_id: string }>(
        "select id, organisation_id from zones where state = 'active' and (name = $1 or name like '%.' || $1)",
        [name],
      );
      expect(active.length).toBeGreaterThan(0);
      expect(new Set(active.map(({ organisation_id }) => organisation_id)).size).toBe(1);
      results.forEach((result, place) => {
        const won = active.some(({ id }) => id === calls[place]?.zone.id);
        expect(result.status === "fulfilled" || result.reason.reason).toBe(won || "zone.taken");
      });
      for (const { owner, ref, zone } of claims) await deleteZone(owner, { ...ref, zone: zone.id });
    }
  }, 60_000);
});

describe("the verification job", () => {
  it("activates pending zones with a proof, longest unchecked first, and leaves the rest", async () => {
    await sudo("delete from zones where state = 'pending'");
    const [proved, unproved] = [await claim(), await claim()];
    publish(resolver.world, proved.zone);
    await runClaimsJob();
    const { owner, ref, zone } = proved;
    expect(await readZone(owner, { ...ref, zone: zone.id })).toMatchObject({ state: "active", served: true });
    expect(await readZone(unproved.owner, { ...unproved.ref, zone: unproved.zone.id })).toMatchObject({
      state: "pending",
    });
    expect(await logged(proved.organisation.id)).toEqual([
      { operation: "zone.prove", actor_name: "claims", details: { after: { state: "active", proof: "TXT record" } } },
    ]);
    expect(await logged(unproved.organisation.id)).toEqual([]);
    const newer = await claim();
    const due = await dueClaims(systemCaller("claims"), {});
    expect(due.map(({ zone: id }) => id).sort()).toEqual([unproved.zone.id, newer.zone.id].sort());
  });

  it("doesn’t fail when a zone is gone, expired or taken in the meantime", async () => {
    const name = freeName();
    const [gone, late, taken, first] = [await claim(), await claim(), await claim(name), await claim(name)];
    await sudo("update zones set claim_expires_at = now() - interval '1 second' where id = $1", [late.zone.id]);
    publish(resolver.world, first.zone);
    await first.verify();
    await deleteZone(gone.owner, { ...gone.ref, zone: gone.zone.id });
    const job = systemCaller("claims");
    for (const { zone, organisation } of [gone, late, taken])
      expect(await acceptProof(job, { zone: zone.id, organisationId: organisation.id, proof: "record" })).toEqual({
        served: false,
      });
    expect(await acceptProof(job, { zone: late.zone.id, organisationId: randomUUID(), proof: "record" })).toEqual({
      served: false,
    });
  });
});

// The parent zone’s servers are queried on port 53, which only root may listen on.
it.skipIf(process.getuid?.() !== 0)(
  "a pending zone is verified by its parent zone, although its own servers don’t serve it yet (as root)",
  async () => {
    const parent = `${randomBytes(6).toString("hex")}.net`;
    const { zone, verify } = await claim(`sub.${parent}`);
    resolver.world.set(`NS ${parent}`, [`ns.${parent}`]).set(`A ns.${parent}`, ["127.0.0.77"]);
    const above = await startResolver(new Map(), { address: "127.0.0.77", port: 53, referring: true });
    above.world.set(`NS ${zone.name}`, ["ns1.portal.net"]);
    await expect(verify()).rejects.toEqual(reason("zone.unproved"));
    above.world.set(`NS ${zone.name}`, ["ns1.portal.net", zone.claim?.nameServer ?? ""]);
    expect(await verify()).toMatchObject({ state: "active" });
    expect(above.asked).toContain(`NS ${zone.name}`);
    above.close();
  },
);
