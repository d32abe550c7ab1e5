import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { countRows, newMember, newOrganisation, stranger, sudo, useDatabase } from "@/db/testing";
import { useWorld } from "@/db/testing/world";
import { lookAtMailDomains } from "@/lib/jobs/mail_domains";
import { systemCaller } from "@/lib/kernel/actor";
import { addMailDomain, listMailDomains, removeMailDomain, verifyMailDomain } from "@/lib/mail_domains/operations";
import { publish } from "@/lib/name_server/testing";
import { setOwnSignIn } from "@/lib/own_sign_in/operations";
import { beginOwn } from "@/lib/own_sign_in/sign_in_operations";
import { freeDomain } from "@/lib/own_sign_in/testing";
import { createZone, deleteZone } from "@/lib/zones/operations";

let resolver: Awaited<ReturnType<typeof useWorld>>;
beforeAll(async () => {
  resolver = await useWorld();
});
useDatabase();
beforeEach(() => void Object.assign(resolver, { silent: false, delay: 0 }));
afterAll(() => resolver.close());

const reason = (expected: string) => expect.objectContaining({ reason: expected });

async function added(domain = freeDomain(), founded?: Awaited<ReturnType<typeof newOrganisation>>) {
  const { owner, ref, organisation } = founded ?? (await newOrganisation());
  const row = await addMailDomain(owner, { ...ref, domain });
  const one = { ...ref, mailDomain: row.id };
  const shown = async () => (await listMailDomains(owner, ref)).find(({ id }) => id === row.id);
  return { owner, ref, organisation, domain, row, one, shown, verify: () => verifyMailDomain(owner, one) };
}
const publishRecord = ({ row }: Awaited<ReturnType<typeof added>>) =>
  publish(resolver.world, { claim: { record: row.record, nameServer: null } });
const unpublish = ({ row }: Awaited<ReturnType<typeof added>>) => resolver.world.delete(`TXT ${row.record.name}`);

/** An active zone, as if it had been verified. */
async function zoneOf(
  { owner, ref }: { owner: Awaited<ReturnType<typeof newOrganisation>>["owner"]; ref: { organisation: string } },
  name: string,
) {
  const zone = await createZone(owner, { ...ref, name });
  await sudo("update zones set state = 'active', claim_expires_at = null where id = $1", [zone.id]);
  return zone;
}

describe("a mail domain", () => {
  it("is verified by its TXT record, and the log says so", async () => {
    const one = await added();
    expect(one.row).toMatchObject({ proof: null, record: { name: `_guildhall-mail.${one.domain}` } });
    await expect(one.verify()).rejects.toEqual(reason("mailDomain.unproved"));
    publishRecord(one);
    expect(await one.verify()).toMatchObject({ proof: "txt" });
    expect(await one.verify()).toMatchObject({ proof: "txt" });
    const rows = await sudo(
      "select operation, details from audit where organisation_id = $1 and operation like 'mailDomain.%' order by seq",
      [one.organisation.id],
    );
    expect(rows).toEqual([
      { operation: "mailDomain.add", details: { after: {} } },
      { operation: "mailDomain.verify", details: { after: { proof: "txt" } } },
    ]);
  });

  it("is verified at once by an active zone of exactly this name, as long as it is there", async () => {
    const founded = await newOrganisation();
    const domain = freeDomain();
    const zone = await zoneOf(founded, domain);
    const below = await added(`mail.${domain}`, founded);
    expect(below.row.proof).toBeNull();
    const one = await added(domain, founded);
    expect(one.row.proof).toBe("zone");
    await setOwnSignIn(one.owner, {
      ...one.ref,
      issuer: "http://127.0.0.1:1",
      clientId: "x",
      clientSecret: "y",
      joining: "join",
    });
    await expect(beginOwn(stranger, { email: `a@${domain}` })).rejects.toEqual(reason("provider.unreachable"));
    await deleteZone(one.owner, { ...one.ref, zone: zone.id });
    await expect(beginOwn(stranger, { email: `a@${domain}` })).rejects.toEqual(reason("ownSignIn.none"));
    expect(await one.shown()).toMatchObject({ proof: null });
  });

  it("isn’t verified by a pending zone", async () => {
    const founded = await newOrganisation();
    const domain = freeDomain();
    await createZone(founded.owner, { ...founded.ref, name: domain });
    expect((await added(domain, founded)).row.proof).toBeNull();
  });

  it("isn’t verified by another organisation’s record, or while no server answers", async () => {
    const domain = freeDomain();
    const [mine, theirs] = [await added(domain), await added(domain)];
    publishRecord(theirs);
    await expect(mine.verify()).rejects.toEqual(reason("mailDomain.unproved"));
    Object.assign(resolver, { silent: true });
    const before = await countRows(mine.organisation.id);
    await expect(mine.verify()).rejects.toEqual(reason("mailDomain.unanswered"));
    expect(await countRows(mine.organisation.id)).toEqual(before);
  });

  it("becomes one organisation’s, however many prove it at once", async () => {
    const domain = freeDomain();
    const all = [];
    for (let n = 0; n < 5; n++) all.push(await added(domain));
    for (const one of all) publishRecord(one);
    const done = await Promise.allSettled(all.map((one) => one.verify()));
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of done) if (one.status === "rejected") expect(one.reason).toEqual(reason("mailDomain.taken"));
    const [first] = all;
    const winner = all[done.findIndex(({ status }) => status === "fulfilled")] ?? first;
    if (winner) await removeMailDomain(winner.owner, winner.one);
    const next = all.find((one) => one !== winner);
    expect(await next?.verify()).toMatchObject({ proof: "txt" });
  });

  it.each(["gmail.com", "@Outlook.com", "localhost", "", "a b.org"])("isn’t %s", async (domain) => {
    const { owner, ref } = await newOrganisation();
    await expect(addMailDomain(owner, { ...ref, domain })).rejects.toMatchObject({
      fields: { domain: expect.anything() },
    });
  });

  it("is the owner’s to add and to see", async () => {
    const { one, organisation } = await added();
    const admin = await newMember(organisation.id, "admin");
    for (const act of [
      () => listMailDomains(admin, one),
      () => addMailDomain(admin, { ...one, domain: freeDomain() }),
      () => verifyMailDomain(admin, one),
      () => removeMailDomain(admin, one),
    ]) {
      const { mailDomain: _, ...ref } = one;
      void ref;
      await expect(act()).rejects.toMatchObject({ code: expect.stringMatching(/FORBIDDEN|INVALID/) });
    }
    const other = await newOrganisation();
    await expect(removeMailDomain(other.owner, { ...other.ref, mailDomain: one.mailDomain })).rejects.toEqual(
      reason("unknown"),
    );
  });
});

describe("the daily look", () => {
  const look = () => lookAtMailDomains(systemCaller("sweep"));
  const waitADay = (id: string) =>
    sudo(
      "update mail_domains set looked_at = looked_at - interval '25 hours', missing_since = missing_since - interval '25 hours' where id = $1",
      [id],
    );

  it("forgives a missing record for seven days, and silence for ever", async () => {
    const one = await added();
    publishRecord(one);
    await one.verify();
    unpublish(one);
    await look();
    expect(await one.shown()).toMatchObject({ proof: "txt", missingSince: null });
    for (let day = 0; day < 7; day++) {
      await waitADay(one.row.id);
      await look();
    }
    expect(await one.shown()).toMatchObject({ proof: "txt", missingSince: expect.any(Date) });
    // Back again: nothing happened.
    publishRecord(one);
    await waitADay(one.row.id);
    await look();
    expect(await one.shown()).toMatchObject({ proof: "txt", missingSince: null });
    unpublish(one);
    for (let day = 0; day < 9; day++) {
      await waitADay(one.row.id);
      await look();
    }
    expect(await one.shown()).toMatchObject({ proof: null });
    const [row] = await sudo(
      "select count(*)::int as n from audit where organisation_id = $1 and operation = 'mailDomain.note'",
      [one.organisation.id],
    );
    expect(row).toEqual({ n: 1 });
  });

  it("changes nothing while no server answers", async () => {
    const one = await added();
    publishRecord(one);
    await one.verify();
    Object.assign(resolver, { silent: true });
    await waitADay(one.row.id);
    await look();
    expect(await one.shown()).toMatchObject({ proof: "txt", missingSince: null });
  });
});
