import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { newHolder, newMember, newOrganisation, newUser, sudo, useDatabase } from "@/db/testing";
import { actorOfApiToken } from "@/lib/accounts/actor";
import { openSession } from "@/lib/accounts/operations";
import { hashPassword } from "@/lib/accounts/password";
import { createToken } from "@/lib/api_tokens/operations";
import { exportActivity } from "@/lib/audit/export_operations";
import { countActivity, listActivity, verifyAudit } from "@/lib/audit/operations";
import { didOf } from "@/lib/doors/page/activity";
import { inviteMember } from "@/lib/invitations/invite_operations";
import type { Caller } from "@/lib/kernel/actor";
import { systemCaller } from "@/lib/kernel/actor";
import { updateOrganisation } from "@/lib/organisations/operations";
import { createProject, updateProject } from "@/lib/projects/operations";

useDatabase();

const refused = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: "FORBIDDEN" });
const rowsOf = (chain: string) =>
  sudo<{ operation: string }>(
    "select operation, actor_kind, actor_id, target_id, target_name, details, address from audit where chain = $1 order by seq",
    [chain],
  );
const breaksOf = async (chain: string) =>
  (await verifyAudit(systemCaller("x"), {})).breaks.filter((found) => found.chain === chain);

describe("a refusal for lack of rights", () => {
  it("is noted in the organisation’s activity, but only where somebody asks for it", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    const member = await newMember(organisation.id, "member");
    await refused(inviteMember({ ...member, address: "192.0.2.7" }, { ...ref, email: "guest@example.org" }));
    const [row] = (await listActivity(owner, { ...ref, kind: "access" })).items;
    expect(row).toMatchObject({
      ...{ operation: "permission.refuse", actorKind: "user", actorId: member.actor.userId, actorName: "Mel Member" },
      ...{ targetId: null, targetName: null, address: "192.0.2.7" },
      details: { after: { operation: "member.invite", permission: "member.create", reason: "permission.missing" } },
    });
    expect(didOf("permission.refuse", row?.details ?? {})).toBe("was refused: Invite people");
    const names = async (filter: object) =>
      (await listActivity(owner, { ...ref, ...filter })).items.map(({ operation }) => operation);
    expect(await names({})).toEqual(["organisation.create"]);
    expect(await names({ kind: "" })).toEqual(["organisation.create"]);
    expect(await names({ kind: "changes" })).toEqual(["organisation.create"]);
    expect(await names({ kind: "all" })).toEqual(["permission.refuse", "organisation.create"]);
    // Chosen by its name, it is shown.
    expect(await names({ action: "permission.refuse" })).toEqual(["permission.refuse"]);
    const total = async (filter: object) => (await countActivity(owner, { ...ref, ...filter })).total;
    expect([await total({}), await total({ kind: "access" }), await total({ kind: "all" })]).toEqual([1, 1, 2]);
    expect([await total({ q: "nothing" }), await total({ verbs: ["refuse"] })]).toEqual([0, 1]);
    const { content } = await exportActivity(owner, { ...ref, format: "ndjson", kind: "access" });
    expect(Buffer.from((await content.next()).value ?? []).toString()).toMatch(
      /"operation":"permission.refuse"[^\n]*\n$/,
    );
    expect(await breaksOf(`organisation:${organisation.id}`)).toEqual([]);
    await expect(listActivity(owner, { ...ref, kind: "other" as never })).rejects.toMatchObject({ code: "INVALID" });
  });

  it("names a token, and a right that only the token or a role’s rank lacks", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    const { token } = await createToken(owner, {
      organisation: organisation.id,
      name: "Robot",
      permissions: ["member.read"],
    });
    const robot = { actor: await actorOfApiToken(token), address: null } as Caller;
    await refused(updateOrganisation(robot, { ...ref, name: "Taken" }));
    const admin = await newMember(organisation.id, "admin", { name: "Ada" });
    await refused(inviteMember(admin, { ...ref, email: "guest@example.org", role: "admin" }));
    const { items } = await listActivity(owner, { ...ref, kind: "access" });
    expect(items.map(({ actorKind, actorName, details }) => [actorKind, actorName, details.after?.reason])).toEqual([
      ["user", "Ada", "role.ceiling"],
      ["token", "Olive Owner (token Robot)", "permission.token"],
    ]);
  });

  it("is one row for each user and operation in a minute, and so many in an hour, also when they come at once", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    const member = await newMember(organisation.id, "member");
    const project = randomUUID();
    await Promise.all([
      ...Array.from({ length: 25 }, () => refused(inviteMember(member, { ...ref, email: "guest@example.org" }))),
      ...Array.from({ length: 25 }, () => refused(updateProject(member, { ...ref, project, name: "x" }))),
    ]);
    expect((await listActivity(owner, { ...ref, kind: "access" })).items).toHaveLength(2);
    // A minute later, and sixty times.
    for (let minute = 0; minute < 62; minute++) {
      await sudo("update rate_limits set expire = 0 where key like '1/60:refused:%'");
      await refused(inviteMember(member, { ...ref, email: "guest@example.org" }));
    }
    expect((await listActivity(owner, { ...ref, kind: "access", limit: 100 })).items).toHaveLength(60);
    // Somebody else's is still noted.
    await refused(
      inviteMember(await newHolder(organisation.id, [], "Nothing"), { ...ref, email: "guest@example.org" }),
    );
    expect((await countActivity(owner, { ...ref, kind: "access" })).total).toBe(61);
  }, 60_000);

  it("isn’t noted for outsiders, for other refusals, or where it can’t be, and stays the same refusal", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    await expect(inviteMember(await newUser(), { ...ref, email: "guest@example.org" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await createProject(owner, { ...ref, name: "One" });
    await expect(createProject(owner, { ...ref, name: "One" })).rejects.toMatchObject({ code: "CONFLICT" });
    const member = await newMember(organisation.id, "member");
    await sudo("alter table audit add constraint broken check (operation <> 'permission.refuse') not valid");
    await refused(inviteMember(member, { ...ref, email: "guest@example.org" }));
    await sudo("alter table audit drop constraint broken");
    expect((await listActivity(owner, { ...ref, kind: "access" })).items).toEqual([]);
  });
});

describe("a sign-in", () => {
  const password = "correct horse battery";
  async function newAccount() {
    const { actor } = await newUser({ name: "Sam Signs" });
    await sudo("update users set password_hash = $2 where id = $1", [actor.userId, await hashPassword(password)]);
    return { ...actor, chain: `user:${actor.userId}` };
  }
  const from = (address: string): Caller => ({ actor: null, address });
  const failing = (email: string, given: string, address = "192.0.2.1") =>
    expect(openSession(from(address), { email, password: given })).rejects.toMatchObject({
      reason: "account.wrongPassword",
    });

  it("is noted in the account’s log, and so is a failed one, with its address and without the password", async () => {
    const { email, userId, chain } = await newAccount();
    await failing(email, "wrong horse battery", "192.0.2.8");
    await openSession(from("192.0.2.9"), { email, password });
    const rows = await rowsOf(chain);
    expect(rows).toMatchObject([
      {
        operation: "session.fail",
        actor_kind: "stranger",
        target_id: userId,
        target_name: email,
        address: "192.0.2.8",
      },
      { operation: "session.open", actor_kind: "user", actor_id: userId, address: "192.0.2.9" },
    ]);
    expect(JSON.stringify(rows)).not.toContain("horse");
    expect(await breaksOf(chain)).toEqual([]);
    expect([didOf("session.open", {}), didOf("session.fail", {})]).toEqual(["signed in", "failed to sign in as"]);
  });

  it("to an address without an account is noted in the portal’s log", async () => {
    await failing("nobody@example.org", "secret words here", "192.0.2.10");
    const rows = (await rowsOf("portal")).filter(({ operation }) => operation === "session.fail");
    expect(rows).toMatchObject([{ target_id: null, target_name: "nobody@example.org", address: "192.0.2.10" }]);
    expect(JSON.stringify(rows)).not.toContain("secret");
  });

  it("that fails again and again is one row in a minute", async () => {
    const { email, chain } = await newAccount();
    await Promise.all(Array.from({ length: 9 }, () => failing(email, "wrong horse battery")));
    expect(await rowsOf(chain)).toHaveLength(1);
    const before = (await rowsOf("portal")).length;
    await Promise.all(Array.from({ length: 9 }, () => failing("again@example.org", "wrong horse battery")));
    expect(await rowsOf("portal")).toHaveLength(before + 1);
  });
});
