import { describe, expect, it } from "vitest";
import { newMember, newOrganisation, newUser, sudo, useDatabase } from "@/db/testing";
import { newZone } from "@/db/testing/zones";
import { actorOfApiToken } from "@/lib/accounts/actor";
import { createToken, deleteToken } from "@/lib/api_tokens/operations";
import { acceptInvitation, rejectInvitation } from "@/lib/invitations/answer_operations";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { copied } from "@/lib/invitations/testing";
import { keepSuspensions } from "@/lib/jobs/suspensions";
import { leaveOrganisation } from "@/lib/members/change_operations";
import { newServer } from "@/lib/organisations/deletion/testing";
import { readOrganisation } from "@/lib/organisations/operations";
import { suspendOrganisation, unsuspendOrganisation } from "@/lib/organisations/suspension/operations";
import { createProject, listProjects } from "@/lib/projects/operations";

useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const administrator = () => newUser({ portalAdmin: true });
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const serverOf = async (id: string) =>
  (await sudo<{ wanted: string; resumes: boolean }>("select wanted, resumes from servers where id = $1", [id]))[0];

describe("suspending an organisation", () => {
  it("is for the portal’s administrators, needs a reason, and an end that is still to come", async () => {
    const { owner, ref } = await newOrganisation();
    const admin = await administrator();
    await expect(suspendOrganisation(owner, { ...ref, reason: "Mine" })).rejects.toEqual(reason("permission.portal"));
    await expect(suspendOrganisation(admin, { ...ref, reason: " " })).rejects.toMatchObject({ code: "INVALID" });
    await expect(suspendOrganisation(admin, { ...ref, reason: "Late", until: inDays(-1) })).rejects.toEqual(
      reason("organisation.pastEnd"),
    );
    await expect(suspendOrganisation(admin, { organisation: "nobodys", reason: "Late" })).rejects.toEqual(
      reason("unknown"),
    );
    expect(await readOrganisation(owner, ref)).toMatchObject({ suspension: null });
  });

  it("refuses every change with the reason and the end, for members, tokens and guests, and allows reading and leaving", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const guest = await newUser();
    const member = await newMember(organisation.id, "member");
    const invitation = await inviteMember(owner, { ...ref, email: guest.actor.email });
    const other = await inviteMember(owner, { ...ref, email: "d@example.org" });
    const { id: tokenId, token } = await createToken(owner, { ...ref, name: "Deploy" });
    const until = inDays(3);
    await suspendOrganisation(await administrator(), { ...ref, reason: "Unpaid since May.", until });
    const program = { actor: (await actorOfApiToken(token)) as never, address: null };
    for (const caller of [owner, program])
      await expect(createProject(caller, { ...ref, name: "Shop" })).rejects.toMatchObject({
        code: "SUSPENDED",
        message: expect.stringMatching(/suspended until \d{4}-\d\d-\d\d, \d\d:\d\d UTC: Unpaid since May\./),
      });
    await expect(acceptInvitation(guest, copied(invitation.id))).rejects.toMatchObject({ code: "SUSPENDED" });
    await rejectInvitation(guest, copied(other.id));
    expect(await listProjects(program, ref)).toEqual([]);
    expect(await readOrganisation(member, ref)).toMatchObject({
      suspension: { reason: "Unpaid since May.", until: new Date(until) },
    });
    await deleteToken(owner, { id: tokenId });
    await leaveOrganisation(member, ref);
  });

  it("stops what runs, goes on serving its zones, and starts again what it stopped, and nothing else", async () => {
    const founded = await newOrganisation();
    const { organisation, ref, owner } = founded;
    const [runs, stopped] = [await newServer(founded), await newServer(founded)];
    await sudo("update servers set wanted = 'stopped' where id = $1", [stopped]);
    const zone = await newZone(organisation.id);
    const admin = await administrator();
    await suspendOrganisation(admin, { ...ref, reason: "Unpaid." });
    expect(await serverOf(runs)).toEqual({ wanted: "stopped", resumes: true });
    expect(await sudo("select served from zones where id = $1", [zone.id])).toEqual([{ served: true }]);
    // A start that was on its way at that moment.
    await sudo("update servers set wanted = 'running' where id = $1", [stopped]);
    await keepSuspensions();
    expect(await serverOf(stopped)).toEqual({ wanted: "stopped", resumes: true });
    await sudo("update servers set resumes = false where id = $1", [stopped]);
    await suspendOrganisation(admin, { ...ref, reason: "Still unpaid." });
    expect(await serverOf(runs)).toEqual({ wanted: "stopped", resumes: true });
    await unsuspendOrganisation(admin, ref);
    expect(await serverOf(runs)).toEqual({ wanted: "running", resumes: false });
    expect(await serverOf(stopped)).toEqual({ wanted: "stopped", resumes: false });
    await createProject(owner, { ...ref, name: "Shop" });
    const log = await sudo("select operation from audit where organisation_id = $1 and actor_id = $2 order by seq", [
      organisation.id,
      admin.actor.userId,
    ]);
    expect(log.map(({ operation }) => operation)).toEqual([
      "organisation.suspend",
      "organisation.suspend",
      "organisation.unsuspend",
    ]);
  });

  it("ends by itself at its time", async () => {
    const founded = await newOrganisation();
    const { organisation, ref, owner } = founded;
    const server = await newServer(founded);
    await suspendOrganisation(await administrator(), { ...ref, reason: "Unpaid.", until: inDays(1) });
    await keepSuspensions();
    expect(await readOrganisation(owner, ref)).toMatchObject({ suspension: { reason: "Unpaid." } });
    await sudo("update organisations set suspended_until = now() where id = $1", [organisation.id]);
    // From that moment on, whether a job has been there or not.
    await createProject(owner, { ...ref, name: "Shop" });
    await keepSuspensions();
    expect(await serverOf(server)).toEqual({ wanted: "running", resumes: false });
    expect(await sudo("select suspended_at from organisations where id = $1", [organisation.id])).toEqual([
      { suspended_at: null },
    ]);
  });
});
