import { beforeAll, describe, expect, it } from "vitest";
import { narrowTo, newHolder, newMember, newProjects, sudo, useDatabase } from "@/db/testing";
import { permissionsOf } from "@/lib/access";
import { listActivity } from "@/lib/audit/operations";
import { addMember } from "@/lib/members/change_operations";
import { listMembers } from "@/lib/members/operations";
import { listNotifications } from "@/lib/notifications/operations";
import { acceptJoinRequest, declineJoinRequest, listJoinRequests } from "@/lib/own_sign_in/request_operations";
import { holderOf, newOwn, ownPortal, useOwnProviders } from "@/lib/own_sign_in/testing";
import { listProjects } from "@/lib/projects/operations";
import { createWebhook } from "@/lib/webhooks/operations";

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

  it("is accepted for no more than the accepting member sees, and says so once if they were added meanwhile", async () => {
    const { owner, ref, organisationId, signIn } = await newOwn({ joining: "ask" });
    const [alpha = ""] = await newProjects(organisationId, "Alpha", "Beta");
    const keeper = await newHolder(organisationId, [...permissionsOf("member"), "member.create"], "Keeper");
    await narrowTo(organisationId, keeper, alpha);
    await createWebhook(owner, {
      ...ref,
      name: "Joined",
      url: "https://hooks.example.org/",
      events: ["member.joined"],
    });
    const told = () => sudo("select from deliveries where organisation_id = $1", [organisationId]);
    await signIn("nora");
    const [request] = await listJoinRequests(keeper, ref);
    await acceptJoinRequest(keeper, { ...ref, joinRequest: request?.id ?? "" });
    const nora = await holderOf(await signIn("nora"));
    expect((await listProjects(nora, ref)).map(({ name }) => name)).toEqual(["Alpha"]);
    expect(await told()).toHaveLength(1);

    await signIn("noel", { name: "Noel Known" });
    const [second] = await listJoinRequests(owner, ref);
    await addMember(owner, { ...ref, email: second?.email ?? "" });
    expect(await told()).toHaveLength(2);
    await acceptJoinRequest(owner, { ...ref, joinRequest: second?.id ?? "" });
    expect(await told()).toHaveLength(2);
    const log = (await listActivity(owner, ref)).items.filter(({ operation }) => operation === "joinRequest.accept");
    expect(log.map(({ details }) => details.after?.joined)).toEqual([false, true]);
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
