import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { transaction } from "@/db/client";
import { openScope } from "@/db/opening";
import { takeClaims } from "@/db/queries/zone_claims";
import { activateZone } from "@/db/queries/zone_names";
import { newMember, newOrganisation, newProjects, newUser, sudo, useDatabase } from "@/db/testing";
import { newZone, within } from "@/db/testing/zones";
import { actorOfApiToken } from "@/lib/accounts/actor";
import { createToken } from "@/lib/api_tokens/operations";
import { listMyInvitations, readInvitation } from "@/lib/invitations/answer_operations";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { mailed } from "@/lib/invitations/testing";
import { systemCaller } from "@/lib/kernel/actor";
import {
  deleteOrganisation,
  listDeleted,
  readContents,
  readDeleted,
  restoreOrganisation,
} from "@/lib/organisations/deletion/operations";
import { portalDeleteOrganisation, portalRestoreOrganisation } from "@/lib/organisations/deletion/portal_operations";
import { newServer, tablesOfOrganisations, twoOwned } from "@/lib/organisations/deletion/testing";
import {
  activeOrganisation,
  checkHandle,
  createOrganisation,
  listOrganisations,
  readOrganisation,
  updateOrganisation,
} from "@/lib/organisations/operations";
import { dueSchedules } from "@/lib/schedules/work_operations";
import { acceptTransfer } from "@/lib/transfers/answer_operations";
import { offerTransfer } from "@/lib/transfers/operations";

useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const portal = { portal: true };
type Founded = Awaited<ReturnType<typeof newOrganisation>>;
const end = ({ owner, organisation, ref }: Founded, more: object = {}) =>
  deleteOrganisation(owner, { ...ref, confirm: organisation.handle, ...more });
const outcome = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { reason: string }) => error.reason,
  );

describe("deleting an organisation", () => {
  it("is for its owner, who names it, and refused for the only one that they own", async () => {
    const { first, second, owner } = await twoOwned();
    const admin = await newMember(first.organisation.id, "admin");
    await expect(deleteOrganisation(admin, { ...first.ref, confirm: first.organisation.handle })).rejects.toEqual(
      reason("permission.missing"),
    );
    await expect(end(first, { confirm: second.organisation.handle })).rejects.toMatchObject({
      code: "INVALID",
      fields: { confirm: [expect.stringContaining("handle")] },
    });
    expect(await readContents(owner, first.ref)).toMatchObject({ isLastOwned: false, counts: { members: 2 } });
    await end(first);
    expect(await readContents(owner, second.ref)).toMatchObject({ isLastOwned: true });
    await expect(end(second)).rejects.toEqual(reason("organisation.lastOwned"));
    await expect(end(first)).rejects.toEqual(reason("unknown"));
  });

  it("counts and names what will go", async () => {
    const { first, owner } = await twoOwned();
    const { id } = first.organisation;
    await newServer(first);
    await newProjects(id, "Shop");
    const zone = await newZone(id);
    await createToken(owner, { ...first.ref, name: "Deploy" });
    await inviteMember(owner, { ...first.ref, email: "a@example.org" });
    expect(await readContents(owner, first.ref)).toMatchObject({
      counts: { servers: 1, memoryMb: 64, diskMb: 64, projects: 1, zones: 1, records: 1, tokens: 1, invitations: 1 },
      servers: [{ name: expect.stringContaining("Server"), memoryMb: 64, diskMb: 64 }],
      zones: [{ name: zone.name, records: 1 }],
      projects: ["Shop"],
      graceDays: 14,
    });
  });

  it("leaves nothing that answers: members, tokens, invitations, zones, servers and jobs", async () => {
    const { first, second, owner } = await twoOwned();
    const { id } = first.organisation;
    const member = await newMember(id, "member");
    const guest = await newUser();
    const invitation = await inviteMember(owner, { ...first.ref, email: guest.actor.email });
    const { token } = await createToken(owner, { ...first.ref, name: "Deploy" });
    const server = await newServer(first);
    await sudo(
      `insert into server_schedules (organisation_id, server_id, action, every, at_minute, time_zone, next_at)
        values ($1, $2, 'restart', 'day', 0, 'UTC', now() - interval '1 minute')`,
      [id, server],
    );
    const zone = await newZone(id);
    const claim = await newZone(id, undefined, false);
    await end(first);
    for (const caller of [owner, member])
      await expect(readOrganisation(caller, { organisation: id })).rejects.toEqual(reason("unknown"));
    expect((await listOrganisations(owner, {})).map((each) => each.id)).not.toContain(id);
    expect(await listOrganisations(member, {})).toEqual([]);
    expect(await activeOrganisation(owner, {})).toMatchObject({ id: second.organisation.id });
    const program = { actor: (await actorOfApiToken(token)) as never, address: null };
    await expect(readOrganisation(program, first.ref)).rejects.toEqual(reason("unknown"));
    await expect(readInvitation(guest, mailed(invitation.id))).rejects.toEqual(reason("unknown"));
    expect(await listMyInvitations(guest, {})).toEqual([]);
    expect(await checkHandle(guest, { handle: first.organisation.handle })).toMatchObject({ taken: true });
    expect(await sudo("select served from zones where id = $1", [zone.id])).toEqual([{ served: false }]);
    expect(await sudo("select wanted from servers where id = $1", [server])).toEqual([{ wanted: "stopped" }]);
    // One job made it, the other stops it.
    expect(await sudo("select from pgboss.job where name = 'server' and data->>'server' = $1", [server])).toHaveLength(
      2,
    );
    const claims = await transaction(openScope(portal, false), (trx) => takeClaims(trx, 1_000));
    expect(claims.map((each) => each.id)).not.toContain(claim.id);
    expect(await within(id, (trx) => activateZone(trx, claim))).toBe("unknown");
    const due = await dueSchedules(systemCaller("schedule"), {});
    expect(due.map((each) => each.serverId)).not.toContain(server);
  });

  it("twice at once, of the last two that somebody owns, leaves one, in fifty tries", async () => {
    for (let attempt = 0; attempt < 50; attempt++) {
      const { first, second, owner } = await twoOwned();
      const ended = await Promise.all([outcome(end(first)), outcome(end(second))]);
      expect(ended.toSorted()).toEqual(["done", "organisation.lastOwned"]);
      expect(await listOrganisations(owner, {})).toHaveLength(1);
    }
  });

  it("never lets a handle be taken, and a change of handle against its creation has one winner, in fifty tries", async () => {
    for (let attempt = 0; attempt < 50; attempt++) {
      const { owner, ref } = await newOrganisation();
      const other = await newUser();
      const handle = `h-${randomBytes(8).toString("hex")}`;
      const ends = await Promise.all([
        outcome(updateOrganisation(owner, { ...ref, handle })),
        outcome(createOrganisation(other, { name: "Other", handle })),
      ]);
      expect(ends.toSorted()).toEqual(["done", "handle.taken"]);
    }
  });
});

/** The rows of all tables of an organisation, as hashes, without what jobs note about its servers, zones and deliveries. */
async function hashes(id: string) {
  const found: Record<string, string> = {};
  for (const { name, column } of await tablesOfOrganisations()) {
    if (["audit", "deliveries", "deleted_organisations", "zone_checks"].includes(name)) continue;
    const row = name === "servers" ? "t.wanted, t.wish, t.kick, t.resumes" : "t.nothing";
    const without = name === "servers" ? row.replaceAll("t.", "").split(", ") : [];
    const [sum] = await sudo<{ sum: string }>(
      `select md5(coalesce(string_agg((to_jsonb(t) - $2::text[])::text, '' order by (to_jsonb(t) - $2::text[])::text), '')) as sum
        from ${name} t where t.${column} = $1`,
      [id, without],
    );
    found[`${name}.${column}`] = sum?.sum ?? "";
  }
  return found;
}

describe("restoring an organisation", () => {
  it("brings back every row as it was, serves its zones again, and leaves its servers stopped", async () => {
    const { first, owner } = await twoOwned();
    const { id, handle } = first.organisation;
    await newMember(id, "admin");
    await newProjects(id, "Shop");
    await inviteMember(owner, { ...first.ref, email: "b@example.org" });
    await createToken(owner, { ...first.ref, name: "Deploy" });
    const zone = await newZone(id);
    const server = await newServer(first);
    const before = await hashes(id);
    await end(first);
    expect(await hashes(id)).not.toEqual(before);
    expect(await readDeleted(owner, { organisation: handle })).toMatchObject({ state: "restorable", left: null });
    expect(await restoreOrganisation(owner, { organisation: handle })).toEqual({ id, handle, lostZones: [] });
    expect(await hashes(id)).toEqual(before);
    expect(await sudo("select served from zones where id = $1", [zone.id])).toEqual([{ served: true }]);
    expect(await sudo("select wanted, resumes from servers where id = $1", [server])).toEqual([
      { wanted: "stopped", resumes: false },
    ]);
    expect(await listDeleted(owner, {})).toEqual([]);
    const log = await sudo("select operation from audit where organisation_id = $1 order by seq desc limit 2", [id]);
    expect(log).toEqual([{ operation: "organisation.restore" }, { operation: "organisation.delete" }]);
  });

  it("is for the former owner alone, within the time, and within the number that they may own", async () => {
    const { first, owner } = await twoOwned();
    const { id } = first.organisation;
    const admin = await newMember(id, "admin");
    await end(first);
    await expect(restoreOrganisation(admin, { organisation: id })).rejects.toEqual(reason("unknown"));
    expect(await listDeleted(admin, {})).toEqual([]);
    for (let count = 0; count < 9; count++) await createOrganisation(owner, { name: `More ${count}` });
    await expect(restoreOrganisation(owner, { organisation: id })).rejects.toEqual(reason("organisation.limit"));
    await sudo("update deleted_organisations set purge_at = now() - interval '1 second' where organisation_id = $1", [
      id,
    ]);
    await expect(restoreOrganisation(owner, { organisation: id })).rejects.toEqual(reason("organisation.purging"));
    expect(await readDeleted(owner, { organisation: id })).toMatchObject({ state: "purging" });
  });

  it("loses a zone whose name somebody else proved meanwhile, and of both at once exactly one has it, in fifty tries", async () => {
    for (let attempt = 0; attempt < 50; attempt++) {
      const { first, owner } = await twoOwned();
      const other = await newOrganisation();
      const zone = await newZone(first.organisation.id);
      await end(first);
      await sudo("update zone_names set held_until = now() - interval '1 second' where name = $1", [zone.name]);
      const theirs = await newZone(other.organisation.id, zone.name, false);
      const [restored, proved] = await Promise.all([
        restoreOrganisation(owner, { organisation: first.organisation.id }),
        within(other.organisation.id, (trx) => activateZone(trx, theirs)),
      ]);
      const served = await sudo<{ id: string }>("select id from zones where name = $1 and served", [zone.name]);
      expect(served).toEqual([{ id: proved === null ? theirs.id : zone.id }]);
      expect(restored.lostZones).toEqual(proved === null ? [zone.name] : []);
      if (proved === null)
        expect(
          await sudo("select state, claim_expires_at > now() as waits from zones where id = $1", [zone.id]),
        ).toEqual([{ state: "pending", waits: true }]);
    }
  });
});

it("holds the names of zones for whoever owned the organisation at its end, not for an earlier owner", async () => {
  const { first, owner } = await twoOwned();
  const zone = await newZone(first.organisation.id);
  const receiver = await newMember(first.organisation.id, "admin");
  const { id: transfer } = await offerTransfer(owner, { ...first.ref, userId: receiver.actor.userId });
  await acceptTransfer(receiver, { transfer });
  await newOrganisation(receiver);
  await end({ ...first, owner: receiver });
  expect(await sudo("select former_owner_id as id from zone_names where name = $1", [zone.name])).toEqual([
    { id: receiver.actor.userId },
  ]);
});

describe("a portal administrator", () => {
  it("deletes also somebody’s only organisation, restores it, and ends its time", async () => {
    const administrator = await newUser({ portalAdmin: true });
    const { owner, organisation, ref } = await newOrganisation();
    await expect(portalDeleteOrganisation(owner, ref)).rejects.toEqual(reason("permission.portal"));
    await portalDeleteOrganisation(administrator, ref);
    expect(await listDeleted(owner, {})).toMatchObject([{ id: organisation.id, deletedBy: "Robin Example" }]);
    await portalRestoreOrganisation(administrator, ref);
    await readOrganisation(owner, ref);
    await portalDeleteOrganisation(administrator, ref);
    const { purgeAt } = await portalDeleteOrganisation(administrator, { ...ref, permanent: true });
    expect(purgeAt.getTime()).toBeLessThanOrEqual(Date.now());
    await expect(portalRestoreOrganisation(administrator, ref)).rejects.toEqual(reason("organisation.purging"));
    const log = await sudo<{ actor: string }>(
      "select actor_name as actor from audit where organisation_id = $1 order by seq desc limit 4",
      [organisation.id],
    );
    expect(log.map(({ actor }) => actor)).toEqual(Array(4).fill("Robin Example"));
  });
});
