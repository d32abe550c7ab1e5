import { describe, expect, it } from "vitest";
import { newMember, newOrganisation, newUser, type SignedIn, sudo, useDatabase } from "@/db/testing";
import { type Reason, reasons } from "@/lib/errors";
import { systemCaller } from "@/lib/kernel/actor";
import { leaveOrganisation, removeMember } from "@/lib/members/change_operations";
import { deleteOrganisation, restoreOrganisation } from "@/lib/organisations/deletion/operations";
import { acceptTransfer, declineTransfer } from "@/lib/transfers/answer_operations";
import { cancelTransfer, offerTransfer } from "@/lib/transfers/operations";
import { beginTransfer, completeTransfer } from "@/lib/transfers/portal_operations";
import { as, fillOwned } from "@/lib/transfers/testing";

useDatabase();

const rounds = 50;

/** Runs all in parallel. @returns what was done; refusals must have one of these reasons */
async function atOnce(work: Promise<unknown>[], allowed: Reason[]): Promise<boolean[]> {
  const results = await Promise.allSettled(work);
  const faults = results.flatMap((each) =>
    each.status === "rejected" && !allowed.includes(each.reason.reason) ? [each.reason] : [],
  );
  expect(faults).toEqual([]);
  for (const reason of allowed) expect(["INTERNAL", "UNAVAILABLE"]).not.toContain(reasons[reason][0]);
  return results.map(({ status }) => status === "fulfilled");
}

/** Who owns it, by the organisation's row and by every membership with that role: exactly one, the same. */
async function ownerOf(organisationId: string): Promise<string> {
  const [row] = await sudo<{ owner: string; owners: string[]; pending: number; breaks: number }>(
    `select owner_id as owner,
        array(select user_id::text from members m where m.organisation_id = o.id and m.role = 'owner') as owners,
        (select count(*)::int from transfers t where t.organisation_id = o.id and t.state = 'pending') as pending,
        (select count(*)::int from audit_breaks) as breaks
      from organisations o where o.id = $1`,
    [organisationId],
  );
  expect(row).toMatchObject({ owners: [row?.owner], pending: 0, breaks: 0 });
  return row?.owner ?? "";
}

/** Fifty times in one organisation: an offer, then everything that `meet` says at once. The owner stays or becomes the receiver. */
async function often(
  meet: (
    round: Awaited<ReturnType<typeof newOrganisation>> & { receiver: SignedIn; transfer: string },
  ) => Promise<void>,
) {
  const lanes = await Promise.all(Array.from({ length: 5 }, () => newOrganisation()));
  await Promise.all(
    lanes.map(async (founded) => {
      for (let round = 0; round < rounds / lanes.length; round++) {
        const receiver = await newMember(founded.organisation.id, round % 2 ? "admin" : "member");
        const { id: transfer } = await offerTransfer(founded.owner, { ...founded.ref, ...as(receiver) });
        await meet({ ...founded, receiver, transfer });
        // The next round begins with the same owner.
        if ((await ownerOf(founded.organisation.id)) === receiver.actor.userId) {
          const back = await offerTransfer(receiver, { ...founded.ref, ...as(founded.owner) });
          await acceptTransfer(founded.owner, { transfer: back.id });
        }
      }
    }),
  );
}

const lost: Reason[] = ["unknown", "transfer.ended", "transfer.none"];

describe("an acceptance", () => {
  it("against the receiver's removal: either they own it and stay, or they are gone", async () => {
    await often(async ({ owner, organisation, ref, receiver, transfer }) => {
      const [accepted, removed] = await atOnce(
        [acceptTransfer(receiver, { transfer }), removeMember(owner, { ...ref, ...as(receiver) })],
        // The former owner is an admin by then.
        [...lost, "member.ceiling", "member.owner"],
      );
      expect(accepted).toBe(!removed);
      expect(await ownerOf(organisation.id)).toBe((accepted ? receiver : owner).actor.userId);
    });
  }, 120_000);

  it("against the organisation's deletion: either they own it, or it is deleted and the offer with it", async () => {
    const others = new Set<string>();
    await often(async ({ owner, organisation, ref, receiver, transfer }) => {
      // Nobody can delete the only one that they own.
      if (!others.has(organisation.id)) await newOrganisation(owner);
      others.add(organisation.id);
      const [accepted, deleted] = await atOnce(
        [acceptTransfer(receiver, { transfer }), deleteOrganisation(owner, { ...ref, confirm: organisation.handle })],
        [...lost, "permission.missing"],
      );
      expect(accepted).toBe(!deleted);
      expect(await ownerOf(organisation.id)).toBe((accepted ? receiver : owner).actor.userId);
      if (deleted) await restoreOrganisation(owner, ref);
      if (deleted) await expect(acceptTransfer(receiver, { transfer })).rejects.toMatchObject({ code: "CONFLICT" });
    });
  }, 120_000);

  it("against leaving: either they own it and stay, or they have left", async () => {
    await often(async ({ owner, organisation, ref, receiver, transfer }) => {
      const [accepted, left] = await atOnce(
        [acceptTransfer(receiver, { transfer }), leaveOrganisation(receiver, ref)],
        [...lost, "member.ownerStays"],
      );
      expect(accepted).toBe(!left);
      expect(await ownerOf(organisation.id)).toBe((accepted ? receiver : owner).actor.userId);
    });
  }, 120_000);

  it("against the owner's cancelling and the receiver's declining: one of them decides", async () => {
    await often(async ({ owner, organisation, ref, receiver, transfer }) => {
      const [accepted, cancelled, declined] = await atOnce(
        [acceptTransfer(receiver, { transfer }), cancelTransfer(owner, ref), declineTransfer(receiver, { transfer })],
        [...lost, "permission.missing"],
      );
      expect([accepted, cancelled, declined].filter(Boolean)).toHaveLength(1);
      expect(await ownerOf(organisation.id)).toBe((accepted ? receiver : owner).actor.userId);
    });
  }, 120_000);

  it("four times at once happens once", async () => {
    await often(async ({ organisation, receiver, transfer }) => {
      const accepted = await atOnce(
        Array.from({ length: 4 }, () => acceptTransfer(receiver, { transfer })),
        ["transfer.ended"],
      );
      expect(accepted.filter(Boolean)).toHaveLength(1);
      expect(await ownerOf(organisation.id)).toBe(receiver.actor.userId);
      const rows = await sudo(
        "select from audit where organisation_id = $1 and operation = 'transfer.accept' and actor_id = $2",
        [organisation.id, receiver.actor.userId],
      );
      expect(rows).toHaveLength(1);
    });
  }, 120_000);

  it("of two organisations by somebody who may own one more succeeds for one", async () => {
    const receiver = await newUser();
    await fillOwned(receiver, 9);
    const [one, other] = [await newOrganisation(), await newOrganisation()];
    for (const { organisation } of [one, other])
      await sudo("insert into members (organisation_id, user_id, role) values ($1, $2, 'member')", [
        organisation.id,
        receiver.actor.userId,
      ]);
    for (let round = 0; round < rounds; round++) {
      const offers = [];
      for (const { owner, ref } of [one, other]) offers.push(await offerTransfer(owner, { ...ref, ...as(receiver) }));
      const accepted = await atOnce(
        offers.map(({ id: transfer }) => acceptTransfer(receiver, { transfer })),
        ["organisation.limit"],
      );
      expect(accepted.filter(Boolean)).toHaveLength(1);
      const [won, kept] = accepted[0] ? [one, other] : [other, one];
      await cancelTransfer(kept.owner, kept.ref);
      const back = await offerTransfer(receiver, { ...won.ref, ...as(won.owner) });
      await acceptTransfer(won.owner, { transfer: back.id });
      // Offers are counted by the hour.
      await sudo("delete from rate_limits");
    }
  }, 120_000);
});

describe("the portal's transfer", () => {
  it("against the owner's own offer: one of them is pending", async () => {
    const administrator = await newUser({ portalAdmin: true });
    const { owner, organisation, ref } = await newOrganisation();
    const [one, other] = [await newMember(organisation.id, "member"), await newMember(organisation.id, "admin")];
    for (let round = 0; round < rounds; round++) {
      const begun = await atOnce(
        [
          offerTransfer(owner, { ...ref, ...as(one) }),
          beginTransfer(administrator, { ...ref, ...as(other), reason: "The owner is gone." }),
        ],
        ["transfer.pending"],
      );
      expect(begun.filter(Boolean)).toHaveLength(1);
      await cancelTransfer(owner, ref);
      expect(await ownerOf(organisation.id)).toBe(owner.actor.userId);
      await sudo("delete from rate_limits");
    }
  }, 120_000);

  it("against the owner's objection, when its time has come: either it was done or it is over", async () => {
    const administrator = await newUser({ portalAdmin: true });
    const founded = await newOrganisation();
    const { organisation, ref } = founded;
    let { owner } = founded;
    let receiver = await newMember(organisation.id, "member");
    for (let round = 0; round < rounds; round++) {
      const begun = await beginTransfer(administrator, { ...ref, ...as(receiver), reason: "The owner is gone." });
      await sudo("update transfers set ends_at = now() where id = $1", [begun.id]);
      const due = { transfer: begun.id, organisationId: organisation.id };
      const [, objected] = await atOnce(
        [completeTransfer(systemCaller("transfer"), due), cancelTransfer(owner, ref)],
        [...lost, "permission.missing"],
      );
      expect(await ownerOf(organisation.id)).toBe((objected ? owner : receiver).actor.userId);
      if (!objected) [owner, receiver] = [receiver, owner];
    }
  }, 120_000);
});
