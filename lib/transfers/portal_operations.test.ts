import { beforeAll, describe, expect, it } from "vitest";
import { countRows, newMember, newOrganisation, newUser, type SignedIn, useDatabase } from "@/db/testing";
import { listActivity } from "@/lib/audit/operations";
import { completeTransfers } from "@/lib/jobs/transfers";
import { systemCaller } from "@/lib/kernel/actor";
import { acceptTransfer, declineTransfer } from "@/lib/transfers/answer_operations";
import { cancelTransfer, readTransfer } from "@/lib/transfers/operations";
import {
  beginTransfer,
  cancelBegunTransfer,
  completeTransfer,
  dueTransfers,
  readOrganisationTransfer,
} from "@/lib/transfers/portal_operations";
import { as, fillOwned, newsOf, offered, passTime, refused, rolesIn } from "@/lib/transfers/testing";

useDatabase();

describe("on behalf of the portal", () => {
  let administrator: SignedIn;
  beforeAll(async () => {
    administrator = await newUser({ name: "Ada Administrator", portalAdmin: true });
  });
  const line = systemCaller("transfer");

  async function begun() {
    const founded = await newOrganisation();
    const receiver = await newMember(founded.organisation.id, "member", { name: "Rita Receiver" });
    const input = { ...founded.ref, ...as(receiver), reason: "The owner left the company." };
    const { id: transfer } = await beginTransfer(administrator, input);
    return { ...founded, receiver, transfer, due: { transfer, organisationId: founded.organisation.id } };
  }

  it("a member becomes the owner after the waiting time, once, and the organisation's activity says by whom and why", async () => {
    const { owner, organisation, ref, receiver, transfer, due } = await begun();
    expect([await newsOf(owner), await newsOf(receiver)]).toEqual([["transferPlanned"], ["transferPlanned"]]);
    expect(await refused(acceptTransfer(receiver, { transfer }))).toBe("transfer.waits");
    await completeTransfer(line, due);
    expect((await rolesIn(organisation.id))[owner.actor.userId]).toBe("owner");

    await passTime(transfer);
    expect(await dueTransfers(line, {})).toContainEqual(due);
    await Promise.all([completeTransfers(), ...Array.from({ length: 20 }, () => completeTransfer(line, due))]);
    expect(await rolesIn(organisation.id)).toEqual({ [owner.actor.userId]: "admin", [receiver.actor.userId]: "owner" });
    expect(await dueTransfers(line, {})).not.toContainEqual(due);
    expect((await newsOf(owner))[0]).toBe("transferDone");
    expect((await newsOf(receiver))[0]).toBe("transferDone");
    const { items } = await listActivity(receiver, ref);
    const rows = items.filter(({ operation }) => /[tT]ransfer/.test(operation));
    expect(rows).toMatchObject([
      { operation: "transfer.complete", actorName: "transfer", details: { after: { owner: "Rita Receiver" } } },
      {
        operation: "organisation.beginTransfer",
        actorName: "Ada Administrator",
        details: { after: { reason: "The owner left the company.", hours: 72 } },
      },
    ]);
    expect(await readOrganisationTransfer(administrator, ref)).toMatchObject({ id: transfer, state: "done" });
  });

  it("the owner's objection ends it, and so does the receiver's refusal and the administrator", async () => {
    const objected = await begun();
    expect(await cancelTransfer(objected.owner, objected.ref)).toMatchObject({ state: "objected" });
    await passTime(objected.transfer);
    await completeTransfer(line, objected.due);
    expect((await rolesIn(objected.organisation.id))[objected.owner.actor.userId]).toBe("owner");
    expect((await newsOf(objected.receiver))[0]).toBe("transferObjected");
    const { items } = await listActivity(objected.owner, objected.ref);
    expect(items[0]).toMatchObject({ operation: "transfer.cancel", actorName: "Olive Owner" });
    expect(items[0]?.details).toMatchObject({ after: { state: "objected" } });

    const declined = await begun();
    await declineTransfer(declined.receiver, { transfer: declined.transfer });
    expect((await readOrganisationTransfer(administrator, declined.ref))?.state).toBe("declined");

    const withdrawn = await begun();
    await cancelBegunTransfer(administrator, withdrawn.ref);
    expect((await readOrganisationTransfer(administrator, withdrawn.ref))?.state).toBe("cancelled");
    expect((await newsOf(withdrawn.owner))[0]).toBe("transferCancelled");
    expect(await refused(cancelBegunTransfer(administrator, withdrawn.ref))).toBe("transfer.none");
  });

  it("is refused beside the owner's own offer, without a reason, and for somebody who can't own another", async () => {
    const { organisation, ref, receiver } = await offered();
    const reason = "Why not.";
    const other = await newMember(organisation.id, "member");
    const before = await countRows(organisation.id);
    expect(await refused(beginTransfer(administrator, { ...ref, ...as(other), reason }))).toBe("transfer.pending");
    expect(await refused(cancelBegunTransfer(administrator, ref))).toBe("transfer.none");
    await expect(beginTransfer(administrator, { ...ref, ...as(other), reason: " " })).rejects.toMatchObject({
      fields: { reason: expect.arrayContaining(["Use visible characters."]) },
    });
    await fillOwned(receiver, 10);
    expect(await refused(beginTransfer(administrator, { ...ref, ...as(receiver), reason }))).toBe(
      "transfer.receiverLimit",
    );
    expect(await refused(beginTransfer(administrator, { ...ref, ...as(await newUser()), reason }))).toBe(
      "transfer.noMember",
    );
    const gone = { organisation: "no-such-guild", ...as(receiver), reason };
    expect(await refused(beginTransfer(administrator, gone))).toBe("unknown");
    expect(await refused(readOrganisationTransfer(administrator, { organisation: "no-such-guild" }))).toBe("unknown");
    expect(await countRows(organisation.id)).toEqual(before);
  });

  it("fails, and says so in the activity, if the receiver can't own another when the time has come", async () => {
    const { owner, organisation, ref, receiver, transfer } = await begun();
    await fillOwned(receiver, 10);
    await passTime(transfer);
    await completeTransfers();
    expect((await rolesIn(organisation.id))[owner.actor.userId]).toBe("owner");
    expect((await readTransfer(owner, ref))?.state).toBe("failed");
    const { items } = await listActivity(owner, ref);
    expect(items[0]?.details).toMatchObject({ after: { problem: expect.stringContaining("as many organisations") } });
  });
});
