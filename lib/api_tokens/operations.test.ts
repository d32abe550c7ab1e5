import { describe, expect, it } from "vitest";
import { newHolder, newMember, newOrganisation, newUser, type SignedIn, sudo, useDatabase } from "@/db/testing";
import { permissionsOf } from "@/lib/access";
import { actorOfApiToken } from "@/lib/accounts/actor";
import {
  createToken,
  createTokenFor,
  deleteToken,
  listMyTokens,
  listTokens,
  revokeToken,
} from "@/lib/api_tokens/operations";
import { listActivity } from "@/lib/audit/operations";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { listInvitations } from "@/lib/invitations/operations";
import { systemCaller } from "@/lib/kernel/actor";
import { changeRole } from "@/lib/members/change_operations";
import { listMembers } from "@/lib/members/operations";
import {
  activeOrganisation,
  createOrganisation,
  listOrganisations,
  readOrganisation,
  updateOrganisation,
} from "@/lib/organisations/operations";
import { createWebhook } from "@/lib/webhooks/operations";
import { requireRightsFor } from "@/lib/zones/records/sets";

useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const asToken = async (token: string): Promise<SignedIn> => ({
  actor: (await actorOfApiToken(token)) as never,
  address: null,
});
const make = async (user: SignedIn, organisation: string, more: object = {}) =>
  asToken((await createToken(user, { organisation, name: "deploys", ...more })).token);

describe("a token of one organisation", () => {
  it("can do what its holder may there, and nothing elsewhere or with the account", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const other = await newOrganisation(owner);
    const program = await make(owner, organisation.id);
    expect(await readOrganisation(program, ref)).toMatchObject({ id: organisation.id });
    await inviteMember(program, { ...ref, email: "by-token@example.org", role: "admin" });
    await expect(readOrganisation(program, other.ref)).rejects.toEqual(reason("unknown"));
    await expect(listOrganisations(program, {})).rejects.toEqual(reason("token.reach"));
    await expect(createOrganisation(program, { name: "More" })).rejects.toEqual(reason("token.reach"));
    expect(await activeOrganisation(program, {})).toMatchObject({ id: organisation.id });
    const { items } = await listActivity(owner, ref);
    expect(items[0]).toMatchObject({
      actorKind: "token",
      actorId: owner.actor.userId,
      actorName: "Olive Owner (token deploys)",
    });
  });

  it("is limited to its own permissions and to its holder's present role", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const admin = await newMember(organisation.id, "admin");
    const reader = await make(admin, organisation.id, { permissions: ["member.read"] });
    const full = await make(admin, organisation.id);
    expect((await listMembers(reader, ref)).items).toHaveLength(2);
    await expect(listInvitations(reader, ref)).rejects.toMatchObject({
      code: "FORBIDDEN",
      message: "This token doesn’t have the permission member.create. Use a token that has it, or sign in.",
    });
    await listInvitations(full, ref);
    await sudo("update members set role = 'member' where user_id = $1 and organisation_id = $2", [
      admin.actor.userId,
      organisation.id,
    ]);
    await expect(listInvitations(full, ref)).rejects.toEqual(reason("permission.missing"));
    await expect(createToken(admin, { ...ref, name: "more", permissions: ["member.create"] })).rejects.toEqual(
      reason("token.permission"),
    );
    expect(owner.actor.via).toBeNull();
  });

  it("can't assign a role above its own permissions: an owner's restricted token can't make an admin", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const narrow = await make(owner, organisation.id, { permissions: [...permissionsOf("member"), "member.create"] });
    const refused = {
      message: expect.stringContaining("This token has fewer permissions"),
      fields: { role: [expect.any(String)] },
    };
    await expect(inviteMember(narrow, { ...ref, email: "a@example.org", role: "admin" })).rejects.toMatchObject(
      refused,
    );
    await inviteMember(narrow, { ...ref, email: "a@example.org", role: "member" });
  });

  it("ends with the membership", async () => {
    const { organisation } = await newOrganisation();
    const admin = await newMember(organisation.id, "admin");
    const { token } = await createToken(admin, { organisation: organisation.id, name: "x" });
    await sudo("delete from members where user_id = $1", [admin.actor.userId]);
    expect(await actorOfApiToken(token)).toBeNull();
  });
});

describe("a token of the whole account", () => {
  it("works in every organisation, and has no home once that organisation is deleted", async () => {
    const { owner, organisation } = await newOrganisation();
    const other = await newOrganisation(owner);
    const { token } = await createToken(owner, { organisation: organisation.id, name: "all", reach: "account" });
    const program = await asToken(token);
    expect(await listOrganisations(program, {})).toHaveLength(2);
    expect(await readOrganisation(program, other.ref)).toMatchObject({ id: other.organisation.id });
    expect(await activeOrganisation(program, {})).toMatchObject({ id: organisation.id });
    await sudo("delete from organisations where id = $1", [organisation.id]);
    expect(await activeOrganisation(await asToken(token), {})).toMatchObject({ id: other.organisation.id });
  });
});

describe("a refusal of a restricted token", () => {
  it("names the token if its holder has the permission, and the role if they don't", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const admin = await newMember(organisation.id, "admin");
    const dns = await make(owner, organisation.id, { permissions: ["dns.read", "dns.update", "notification.create"] });
    const edit = { removed: 1, added: 0 };
    const standing = (await asStanding(dns, organisation.id)) as never;
    expect(() => requireRightsFor(standing, edit)).toThrow("the permission dns.delete");
    const webhook = { ...ref, name: "Alerts", url: "https://example.org/hook" };
    await expect(createWebhook(dns, webhook)).rejects.toEqual(reason("permission.token"));
    const theirs = await make(admin, organisation.id, { permissions: ["member.read", "member.update"] });
    await expect(updateOrganisation(theirs, { ...ref, name: "X" })).rejects.toEqual(reason("permission.missing"));
    await expect(changeRole(theirs, { ...ref, userId: owner.actor.userId, orgRole: "member" })).rejects.toEqual(
      reason("member.owner"),
    );
    const other = await newMember(organisation.id, "member");
    const invite = { ...ref, userId: other.actor.userId, orgRole: "member" };
    await expect(changeRole(theirs, invite)).rejects.toEqual(reason("permission.tokenBelow"));
  });
});

/** The standing with which the kernel runs an operation called by this token. */
async function asStanding({ actor }: SignedIn, organisationId: string) {
  const held = permissionsOf("owner");
  const permissions = new Set([...held].filter((each) => actor.via?.permissions?.has(each)));
  return { id: organisationId, held, permissions };
}

describe("a token created on the command line", () => {
  const machine = systemCaller("command line");
  it("is the member’s own, within their role, and is logged in its organisation", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const member = await newMember(organisation.id, "member");
    const wanted = { ...ref, email: member.actor.email, name: "script" };
    const program = await asToken((await createTokenFor(machine, wanted)).token);
    expect(program.actor).toMatchObject({ userId: member.actor.userId });
    await listMembers(program, ref);
    await expect(listActivity(program, ref)).rejects.toEqual(reason("permission.missing"));
    const [latest] = (await listActivity(owner, ref)).items;
    expect(latest).toMatchObject({ operation: "token.createFor", actorKind: "system", targetName: "script" });
    await expect(createTokenFor(machine, { ...wanted, permissions: ["member.create"] })).rejects.toEqual(
      reason("token.permission"),
    );
  });

  it("of the whole account reaches the account and all of its organisations", async () => {
    const { owner, ref } = await newOrganisation();
    const other = await newOrganisation(owner);
    const wanted = { ...ref, email: owner.actor.email, name: "script", reach: "account" as const };
    const program = await asToken((await createTokenFor(machine, wanted)).token);
    expect(program.actor).toMatchObject({ confinedTo: null });
    await listMembers(program, other.ref);
    expect(await listOrganisations(program, {})).toHaveLength(2);
  });

  it("can be created only for members, and only by the system", async () => {
    const { owner, ref } = await newOrganisation();
    const outsider = await newUser();
    const wanted = { ...ref, name: "script" };
    await expect(createTokenFor(machine, { ...wanted, email: outsider.actor.email })).rejects.toEqual(
      reason("token.noMember"),
    );
    await expect(createTokenFor(machine, { ...wanted, email: "nobody@example.org" })).rejects.toEqual(
      reason("account.unknown"),
    );
    await expect(createTokenFor(owner, { ...wanted, email: owner.actor.email })).rejects.toEqual(
      reason("permission.portal"),
    );
  });
});

describe("any token", () => {
  it("is stored as a hash, shown once, and can't be created, listed or revoked with a token", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const { token, id } = await createToken(owner, { ...ref, name: "x", reach: "account" });
    const rows = await sudo<{ all: string }>("select string_agg(t::text, '') as all from api_tokens t");
    expect(rows[0]?.all).not.toContain(token);
    expect(JSON.stringify(await listMyTokens(owner, {}))).not.toContain(token);
    const program = await asToken(token);
    await expect(createToken(program, { ...ref, name: "y" })).rejects.toEqual(reason("token.reach"));
    await expect(listMyTokens(program, {})).rejects.toEqual(reason("token.reach"));
    await expect(deleteToken(program, { id })).rejects.toEqual(reason("token.reach"));
    expect(organisation.id).toBeTruthy();
  });

  it("stops working when it expires, is deleted or revoked, or the account is disabled", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const [a, b, c, d] = await Promise.all(
      ["a", "b", "c", "d"].map((name) => createToken(owner, { ...ref, name, expiresInDays: 1 })),
    );
    await sudo("update api_tokens set expires_at = now() - interval '1 second' where id = $1", [a?.id]);
    await deleteToken(owner, { id: b?.id ?? "" });
    const admin = await newMember(organisation.id, "admin");
    expect(await listTokens(admin, ref)).toHaveLength(3);
    await revokeToken(owner, { ...ref, id: c?.id ?? "" });
    for (const gone of [a, b, c]) expect(await actorOfApiToken(gone?.token ?? "")).toBeNull();
    expect(await actorOfApiToken(d?.token ?? "")).toMatchObject({ userId: owner.actor.userId });
    await sudo("update users set disabled_at = now() where id = $1", [owner.actor.userId]);
    expect(await actorOfApiToken(d?.token ?? "")).toBeNull();
  });

  it("is one of at most twenty-five per user and organisation, also with parallel requests", async () => {
    const { owner, ref } = await newOrganisation();
    const tries = await Promise.allSettled(Array.from({ length: 30 }, () => createToken(owner, { ...ref, name: "x" })));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(25);
    for (const result of tries) if (result.status === "rejected") expect(result.reason).toEqual(reason("token.limit"));
  });

  it("can't be revoked by a member whose role isn't above its holder's", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const { id } = await createToken(owner, { ...ref, name: "deploys" });
    const keeper = await newHolder(organisation.id, ["member.update"], "Keeper");
    expect(await listTokens(keeper, ref)).toHaveLength(1);
    for (const who of [keeper, await newMember(organisation.id, "admin")])
      await expect(revokeToken(who, { ...ref, id })).rejects.toEqual(reason("member.ceiling"));
    await revokeToken(owner, { ...ref, id });
  });

  it("can't be revoked by another user as their own, nor from another organisation", async () => {
    const { owner, ref } = await newOrganisation();
    const { id } = await createToken(owner, { ...ref, name: "x" });
    const outsider = await newUser();
    const { ref: theirs } = await newOrganisation(outsider);
    await expect(deleteToken(outsider, { id })).rejects.toEqual(reason("unknown"));
    await expect(revokeToken(outsider, { ...theirs, id })).rejects.toEqual(reason("unknown"));
  });
});
