import { beforeAll, describe, expect, it } from "vitest";
import { newMember, useDatabase } from "@/db/testing";
import { listMembers } from "@/lib/members/operations";
import { listNotifications } from "@/lib/notifications/operations";
import { acceptJoinRequest, declineJoinRequest, listJoinRequests } from "@/lib/own_sign_in/request_operations";
import { holderOf, newOwn, ownPortal, useOwnProviders } from "@/lib/own_sign_in/testing";

beforeAll(() => void Object.assign(process.env, ownPortal));
useOwnProviders();
useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });

describe("a request to join", () => {
  it("is made once, told to owner and admins, and accepted with the default role", async () => {
    const { owner, ref, organisationId, signIn, domain } = await newOwn({ joining: "ask" });
    const admin = await newMember(organisationId, "admin");
    expect((await signIn("nora")).token).toBeNull();
    expect((await signIn("nora")).token).toBeNull();
    const [request, ...more] = await listJoinRequests(admin, ref);
    expect(more).toEqual([]);
    expect(request).toMatchObject({ name: "Nora New", email: `nora@${domain}` });
    for (const who of [owner, admin])
      expect((await listNotifications(who, {})).items.map(({ kind, actorName }) => [kind, actorName])).toEqual([
        ["joinRequest", "Nora New"],
      ]);
    const joinRequest = request?.id ?? "";
    const viewer = await newMember(organisationId, "viewer");
    await expect(acceptJoinRequest(viewer, { ...ref, joinRequest })).rejects.toEqual(reason("permission.missing"));
    expect(await acceptJoinRequest(admin, { ...ref, joinRequest })).toMatchObject({
      name: "Nora New",
      orgRole: "member",
    });
    await expect(acceptJoinRequest(admin, { ...ref, joinRequest })).rejects.toEqual(reason("unknown"));
    expect(await listJoinRequests(owner, ref)).toEqual([]);
    await holderOf(await signIn("nora"));
  });

  it("is accepted once, by any number of parallel calls", async () => {
    const { owner, ref, signIn } = await newOwn({ joining: "ask" });
    await signIn("nora");
    const [request] = await listJoinRequests(owner, ref);
    const calls = Array.from({ length: 20 }, () =>
      acceptJoinRequest(owner, { ...ref, joinRequest: request?.id ?? "" }),
    );
    const done = await Promise.allSettled(calls);
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await listMembers(owner, ref)).items).toHaveLength(2);
  });

  it("stays declined, and isn’t seen by another organisation", async () => {
    const [own, other] = [await newOwn({ joining: "ask" }), await newOwn({ joining: "ask" })];
    await own.signIn("nora");
    const [request] = await listJoinRequests(own.owner, own.ref);
    const joinRequest = request?.id ?? "";
    await expect(declineJoinRequest(other.owner, { ...other.ref, joinRequest })).rejects.toEqual(reason("unknown"));
    await declineJoinRequest(own.owner, { ...own.ref, joinRequest });
    await expect(own.signIn("nora")).rejects.toEqual(reason("ownSignIn.declined"));
    expect(await listJoinRequests(own.owner, own.ref)).toEqual([]);
  });
});
