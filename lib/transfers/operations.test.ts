import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  countRows,
  narrowTo,
  newEnterprise,
  newHolder,
  newMember,
  newOrganisation,
  newProjects,
  newUser,
  sudo,
  useDatabase,
} from "@/db/testing";
import { newZone } from "@/db/testing/zones";
import { listActivity } from "@/lib/audit/operations";
import { removeMember } from "@/lib/members/change_operations";
import { readMember } from "@/lib/members/operations";
import { newNode } from "@/lib/nodes/testing";
import { createServer } from "@/lib/servers/create_operations";
import { small } from "@/lib/servers/testing";
import { acceptTransfer, declineTransfer, listMyTransfers, readMyTransfer } from "@/lib/transfers/answer_operations";
import { cancelTransfer, offerTransfer, readTransfer } from "@/lib/transfers/operations";
import { as, fillOwned, newsOf, offered, passTime, refused, rolesIn } from "@/lib/transfers/testing";

useDatabase();

describe("offering an organisation", () => {
  it("changes nothing yet, tells the receiver, and shows both of them until when", async () => {
    const { owner, organisation, ref, receiver, transfer } = await offered();
    expect(await rolesIn(organisation.id)).toEqual({
      [owner.actor.userId]: "owner",
      [receiver.actor.userId]: "member",
    });
    expect(await newsOf(receiver)).toEqual(["transferOffered"]);
    const [mine] = await listMyTransfers(receiver, {});
    expect(mine).toMatchObject({ id: transfer, state: "pending", isReceiver: true, owner: { name: "Olive Owner" } });
    const seen = await readTransfer(owner, ref);
    expect(seen).toMatchObject({ id: transfer, kind: "offer", state: "pending", receiver: { name: "Rita Receiver" } });
    expect((seen?.endsAt.getTime() ?? 0) - Date.now()).toBeGreaterThan(71.9 * 3_600_000);
    expect(await listMyTransfers(owner, {})).toMatchObject([{ id: transfer, isReceiver: false }]);
    const { items } = await listActivity(owner, ref);
    expect(items[0]).toMatchObject({ operation: "transfer.offer", targetName: "Rita Receiver" });
  });

  it("finds the member by address, too", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const receiver = await newMember(organisation.id, "member");
    const found = await offerTransfer(owner, { ...ref, userId: ` ${receiver.actor.email.toUpperCase()} ` });
    expect(found.receiver.id).toBe(receiver.actor.userId);
  });

  it("is only the owner's, and is refused for an outsider, oneself, a disabled account, and while another is pending", async () => {
    const { owner, organisation, ref, receiver, transfer } = await offered("admin");
    const other = await newMember(organisation.id, "member");
    const before = await countRows(organisation.id);
    expect(await refused(offerTransfer(receiver, { ...ref, ...as(other) }))).toBe("permission.missing");
    expect(await refused(readTransfer(receiver, ref))).toBe("permission.missing");
    expect(await refused(offerTransfer(owner, { ...ref, ...as(await newUser()) }))).toBe("transfer.noMember");
    expect(await refused(offerTransfer(owner, { ...ref, ...as(owner) }))).toBe("transfer.owner");
    expect(await refused(offerTransfer(owner, { ...ref, ...as(other) }))).toBe("transfer.pending");
    await expect(offerTransfer(owner, { ...ref, userId: "nobody" })).rejects.toMatchObject({
      fields: { userId: ["Choose a member, or enter their e-mail address."] },
    });
    await sudo("update users set disabled_at = now() where id = $1", [other.actor.userId]);
    expect(await refused(offerTransfer(owner, { ...ref, ...as(other) }))).toBe("transfer.disabled");
    expect(await countRows(organisation.id)).toEqual(before);
    expect((await readTransfer(owner, ref))?.id).toBe(transfer);
  });
});

describe("the receiver's page", () => {
  it("says what comes with the organisation, and answers nobody but the two", async () => {
    await newNode();
    const { owner, organisation, ref, receiver, transfer } = await offered();
    await createServer(owner, { ...ref, ...small({ name: "Lobby", memoryMb: 256 }) });
    await newProjects(organisation.id, "Games");
    const zone = await newZone(organisation.id);
    const { belongings } = await readMyTransfer(receiver, { transfer });
    expect(belongings).toMatchObject({
      tierName: "Free Portal",
      memberCount: 2,
      ...{ serverCount: 1, maxServers: 2, servers: [{ name: "Lobby", memoryMb: 256 }] },
      ...{ zoneCount: 1, maxZones: 2, zones: [{ name: zone.name }] },
      ...{ projectCount: 1, projects: [{ name: "Games" }] },
      pool: { memoryMb: { used: 256, most: 4096 } },
    });
    expect((await readMyTransfer(owner, { transfer })).isReceiver).toBe(false);
    const admin = await newMember(organisation.id, "admin");
    for (const who of [admin, await newUser()]) {
      expect(await refused(readMyTransfer(who, { transfer }))).toBe("unknown");
      for (const answer of [acceptTransfer, declineTransfer])
        expect(await refused(answer(who, { transfer }))).toBe("unknown");
    }
    expect(await refused(acceptTransfer(owner, { transfer }))).toBe("unknown");
    expect(await refused(acceptTransfer(receiver, { transfer: randomUUID() }))).toBe("unknown");
  });
});

describe("accepting", () => {
  it("swaps the roles at once: the old owner is an admin, and their tokens can't do what only the owner may", async () => {
    const { owner, organisation, ref, receiver, transfer } = await offered();
    expect(await acceptTransfer(receiver, { transfer })).toMatchObject({ handle: organisation.handle });
    expect(await rolesIn(organisation.id)).toEqual({ [owner.actor.userId]: "admin", [receiver.actor.userId]: "owner" });
    const via = {
      tokenId: randomUUID(),
      tokenName: "x",
      reach: "organisation",
      organisationId: organisation.id,
    } as const;
    const program = { ...owner, actor: { ...owner.actor, via: { ...via, permissions: null } } };
    expect(await refused(offerTransfer(program, { ...ref, ...as(receiver) }))).toBe("permission.missing");
    expect(await newsOf(owner)).toEqual(["transferAccepted"]);
    expect(await readMyTransfer(owner, { transfer })).toMatchObject({ state: "done", belongings: null });
    const { items } = await listActivity(receiver, ref);
    expect(items[0]).toMatchObject({
      operation: "transfer.accept",
      actorName: "Rita Receiver",
      targetName: organisation.name,
      details: { before: { owner: "Olive Owner" }, after: { owner: "Rita Receiver" } },
    });
    // It can go back the same way.
    const back = await offerTransfer(receiver, { ...ref, ...as(owner) });
    await acceptTransfer(owner, { transfer: back.id });
    expect(await rolesIn(organisation.id)).toEqual({ [owner.actor.userId]: "owner", [receiver.actor.userId]: "admin" });
  });

  it("lifts the receiver's restriction, and ends their custom role", async () => {
    const { owner, organisation, ref } = await newEnterprise();
    const [project = ""] = await newProjects(organisation.id, "One", "Two");
    const receiver = await newHolder(organisation.id, ["member.read"], "Readers");
    await narrowTo(organisation.id, receiver, project);
    const { id: transfer } = await offerTransfer(owner, { ...ref, ...as(receiver) });
    await acceptTransfer(receiver, { transfer });
    expect(await readMember(owner, { ...ref, ...as(receiver) })).toMatchObject({ orgRole: "owner", narrowed: false });
    expect(await sudo("select from narrowings where organisation_id = $1", [organisation.id])).toEqual([]);
    const [row] = await sudo("select custom_role_id from members where user_id = $1", [receiver.actor.userId]);
    expect(row).toEqual({ custom_role_id: null });
  });

  it("is refused at the limit of owned organisations, until one is given away", async () => {
    const { owner, organisation, receiver, transfer } = await offered();
    await fillOwned(receiver, 10);
    const before = await countRows(organisation.id);
    expect(await refused(acceptTransfer(receiver, { transfer }))).toBe("organisation.limit");
    expect(await countRows(organisation.id)).toEqual(before);
    expect((await rolesIn(organisation.id))[owner.actor.userId]).toBe("owner");
  });

  it("is refused once the offer has expired, was cancelled or declined; then it can be offered again", async () => {
    const { owner, ref, receiver, transfer } = await offered();
    await passTime(transfer);
    expect(await refused(acceptTransfer(receiver, { transfer }))).toBe("transfer.expired");
    expect((await readTransfer(owner, ref))?.state).toBe("expired");
    expect(await listMyTransfers(receiver, {})).toEqual([]);
    expect(await refused(cancelTransfer(owner, ref))).toBe("transfer.none");

    const second = await offerTransfer(owner, { ...ref, ...as(receiver) });
    expect(await cancelTransfer(owner, ref)).toEqual({ id: second.id, state: "cancelled" });
    expect(await refused(acceptTransfer(receiver, { transfer: second.id }))).toBe("transfer.ended");
    const third = await offerTransfer(owner, { ...ref, ...as(receiver) });
    await declineTransfer(receiver, { transfer: third.id });
    expect(await refused(acceptTransfer(receiver, { transfer: third.id }))).toBe("transfer.ended");
    expect(await refused(declineTransfer(receiver, { transfer: third.id }))).toBe("transfer.ended");
    expect((await readTransfer(owner, ref))?.state).toBe("declined");
    expect(await newsOf(receiver)).toEqual([
      "transferOffered",
      "transferCancelled",
      "transferOffered",
      "transferOffered",
    ]);
    expect(await newsOf(owner)).toEqual(["transferDeclined"]);
    await offerTransfer(owner, { ...ref, ...as(receiver) });
    const { items } = await listActivity(owner, ref);
    expect(items.map(({ operation }) => operation).filter((name) => name.startsWith("transfer."))).toEqual([
      ...[
        "transfer.offer",
        "transfer.decline",
        "transfer.offer",
        "transfer.cancel",
        "transfer.offer",
        "transfer.offer",
      ],
    ]);
  });

  it("is impossible after the receiver was removed, or either account disabled", async () => {
    const removed = await offered();
    await removeMember(removed.owner, { ...removed.ref, ...as(removed.receiver) });
    expect(await refused(acceptTransfer(removed.receiver, { transfer: removed.transfer }))).toBe("unknown");
    expect(await readTransfer(removed.owner, removed.ref)).toMatchObject({ state: "ended", receiver: { id: null } });
    for (const whose of ["receiver", "owner"] as const) {
      const each = await offered();
      await sudo("update users set disabled_at = now() where id = $1", [each[whose].actor.userId]);
      await sudo("update users set disabled_at = null where id = $1", [each[whose].actor.userId]);
      expect(await refused(acceptTransfer(each.receiver, { transfer: each.transfer })), whose).toBe("transfer.ended");
    }
  });
});
