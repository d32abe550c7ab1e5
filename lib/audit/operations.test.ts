import { describe, expect, it } from "vitest";
import { newHolder, newMember, newOrganisation, newUser, type SignedIn, sudo, useDatabase } from "@/db/testing";
import { countActivity, listActivity, verifyAudit } from "@/lib/audit/operations";
import { acceptInvitation } from "@/lib/invitations/answer_operations";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { mailed } from "@/lib/invitations/testing";
import { systemCaller } from "@/lib/kernel/actor";
import { updateOrganisation } from "@/lib/organisations/operations";

useDatabase();

const caller = systemCaller("command line");

/** An organisation whose log has five rows: created, three invitations, renamed. */
async function busy() {
  const founded = await newOrganisation();
  for (const name of ["a", "b", "c"])
    await inviteMember(founded.owner, { ...founded.ref, email: `${name}@example.org` });
  await updateOrganisation(founded.owner, { ...founded.ref, name: "Renamed" });
  return { ...founded, chain: `organisation:${founded.organisation.id}` };
}
const breaksOf = async (chain: string) =>
  (await verifyAudit(caller, {})).breaks.filter((found) => found.chain === chain);

describe("an organisation's log", () => {
  it("neither shows e-mail addresses to readers who may not see them, nor finds anything by one", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    const guest = await newUser({ email: "hidden@example.org", name: "Gwen Guest" });
    const { id } = await inviteMember(owner, { ...ref, email: guest.actor.email });
    await acceptInvitation(guest, mailed(id));
    const reader = await newHolder(organisation.id, ["member.read", "auditLog.read"], "Reader");
    const { items } = await listActivity(reader, ref);
    expect(items.map(({ operation, targetName }) => [operation, targetName])).toEqual([
      ["invitation.accept", null],
      ["member.invite", null],
      ["organisation.create", "Apex Gaming"],
    ]);
    expect(JSON.stringify([items, await countActivity(reader, ref)])).not.toContain("hidden");
    const found = async (who: SignedIn, q: string) => (await listActivity(who, { ...ref, q })).items.length;
    expect([await found(reader, "hidden"), await found(reader, "apex"), await found(owner, "hidden")]).toEqual([
      0, 1, 2,
    ]);
  });

  it("is read newest first, in pages, by members with the permission", async () => {
    const { owner, ref, organisation } = await busy();
    const first = await listActivity(owner, { ...ref, limit: 2 });
    const second = await listActivity(owner, { ...ref, limit: 10, cursor: first.after ?? "" });
    expect([...first.items, ...second.items].map(({ operation }) => operation)).toEqual([
      "organisation.update",
      "member.invite",
      "member.invite",
      "member.invite",
      "organisation.create",
    ]);
    expect(first.items[0]?.details).toEqual({
      before: { name: "Apex Gaming", handle: organisation.handle },
      after: { name: "Renamed", handle: organisation.handle },
    });
    const member = await newMember(organisation.id, "member");
    await expect(listActivity(member, ref)).rejects.toMatchObject({ reason: "permission.missing" });
    expect((await listActivity(await newMember(organisation.id, "admin"), ref)).items).toHaveLength(5);
  });

  it("is filtered by user, action and time, and its filters offer what occurs", async () => {
    const { owner, ref, chain } = await busy();
    const operations = async (filter: object) => (await listActivity(owner, { ...ref, ...filter })).items.length;
    expect(await operations({ action: "member.invite" })).toBe(3);
    expect(await operations({ actor: owner.actor.userId })).toBe(5);
    expect(await operations({ actor: (await newUser()).actor.userId })).toBe(0);
    // On a fixed day, because this test may end on another day than it began.
    await sudo("update audit set at = '2026-03-09T23:59:59Z' where chain = $1", [chain]);
    const day = "2026-03-09";
    expect(await operations({ from: day, to: day, actor: "", action: "" })).toBe(5);
    expect(await operations({ from: "2100-01-01" })).toBe(0);
    expect(await operations({ to: "2001-01-01" })).toBe(0);
    expect(await operations({ q: "B@Example" })).toBe(1);
    expect(await operations({ q: "@example", action: "member.invite" })).toBe(3);
    expect(await operations({ q: "%" })).toBe(0);
    const { actors, operations: kinds } = await listActivity(owner, ref);
    expect(actors).toEqual([{ id: owner.actor.userId, name: "Olive Owner" }]);
    expect(kinds).toEqual(["member.invite", "organisation.create", "organisation.update"]);
  });

  it("refuses an invalid page mark", async () => {
    const { owner, ref } = await newOrganisation();
    for (const cursor of ["nonsense", Buffer.from('["2020-01-01T00:00:00.000Z","1; drop"]').toString("base64url")])
      await expect(listActivity(owner, { ...ref, cursor })).rejects.toMatchObject({ code: "INVALID" });
  });
});

describe("verifying the chains", () => {
  it("finds them sound, and prints a head for each", async () => {
    const { chain } = await busy();
    const { heads } = await verifyAudit(caller, {});
    expect(await breaksOf(chain)).toEqual([]);
    expect(heads).toContainEqual({ chain, seq: 5, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it.each([
    ["an edit", "update audit set target_name = 'somebody else' where chain = $1 and seq = 2", "edited"],
    ["an edit of the details", `update audit set details = '{}' where chain = $1 and seq = 2`, "edited"],
    ["a gap", "delete from audit where chain = $1 and seq = 3", "gap"],
    ["a cut tail", "delete from audit where chain = $1 and seq = 5", "end missing"],
    ["a chain that was dropped", "delete from audit_chains where chain = $1", "chain unknown"],
  ])("finds %s", async (_name, meddle, what) => {
    const { chain } = await busy();
    await sudo(meddle, [chain]);
    expect(await breaksOf(chain)).toContainEqual(expect.objectContaining({ what }));
  });

  it("finds an edit whose own hash was recomputed", async () => {
    const { chain } = await busy();
    await sudo("update audit set target_name = 'x' where chain = $1 and seq = 2", [chain]);
    await sudo("update audit set hash = audit_hash(audit) where chain = $1 and seq = 2", [chain]);
    expect(await breaksOf(chain)).toContainEqual(expect.objectContaining({ seq: 3, what: "unlinked" }));
  });

  it("stays sound under parallel writes", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    await Promise.all(
      Array.from({ length: 20 }, (_, each) => inviteMember(owner, { ...ref, email: `p${each}@example.org` })),
    );
    expect(await breaksOf(`organisation:${organisation.id}`)).toEqual([]);
    const [row] = await sudo<{ last: string }>("select max(seq) as last from audit where organisation_id = $1", [
      organisation.id,
    ]);
    expect(Number(row?.last)).toBe(21);
  });
});
