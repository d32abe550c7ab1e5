import { TRPCClientError } from "@trpc/client";
import { describe, expect, it } from "vitest";
import { newEnterprise, newMember, newOrganisation, type SignedIn, useDatabase } from "@/db/testing";
import { serve } from "@/lib/doors/http/serve";
import { openApi } from "@/lib/doors/openapi/openapi";
import { contractOf } from "@/lib/doors/openapi/testing";
import { clientWith, origin, request, tokenOf } from "@/lib/doors/procedures/testing";
import { serveTrpc } from "@/lib/doors/procedures/trpc_route";

useDatabase();

describe("procedures by a plain tRPC client", () => {
  it("create, read, rename, invite, list and revoke", async () => {
    const { owner, organisation } = await newOrganisation();
    const trpc = clientWith(await tokenOf(owner, organisation.id));
    const org = await trpc.organization.create.mutate({
      name: "Acme Platform Team",
      logo: "https://example.com/logo.png",
    });
    expect(org).toEqual({
      id: expect.any(String),
      name: "Acme Platform Team",
      slug: "acme-platform-team",
      handle: "acme-platform-team",
      logo: "https://example.com/logo.png",
      avatarUrl: null,
      ownerId: owner.actor.userId,
      portalTier: "free",
      metadata: null,
      defaultRole: "member",
      createdAt: expect.any(Date),
    });
    const [all, one, active] = await Promise.all([
      trpc.organization.all.query(),
      trpc.organization.one.query({ organizationId: org.id }),
      trpc.organization.active.query(),
    ]);
    expect(all).toHaveLength(2);
    expect(all[0].members).toMatchObject([{ role: "owner", organizationId: all[0].id }]);
    expect(one).toMatchObject({ id: org.id, slug: "acme-platform-team" });
    expect(active).toMatchObject({ id: organisation.id });
    expect(await trpc.organization.update.mutate({ organizationId: org.id, name: "Acme" })).toMatchObject({
      name: "Acme",
    });
    const invite = await trpc.organization.inviteMember.mutate({ email: "alice@example.com", role: "member" });
    expect(invite).toMatchObject({ organizationId: organisation.id, status: "pending", inviterId: owner.actor.userId });
    const withdrawn = await trpc.organization.removeInvitation.mutate({ invitationId: invite.id });
    expect(withdrawn).toMatchObject({ id: invite.id, status: "canceled" });
    expect(await trpc.organization.allInvitations.query()).toMatchObject([{ id: invite.id, status: "canceled" }]);
    expect(await trpc.organization.setDefault.mutate({ organizationId: org.id })).toEqual({ success: true });
    expect(await trpc.organization.delete.mutate({ organizationId: org.id })).toMatchObject({
      id: org.id,
      name: "Acme",
    });
    await expect(trpc.organization.delete.mutate({ organizationId: organisation.id })).rejects.toThrow(
      "You must maintain at least one organization where you are the owner",
    );
    await expect(trpc.organization.one.query({ organizationId: org.id })).rejects.toThrow("Organization not found");
    const members = await trpc.user.all.query();
    expect(members).toMatchObject([{ role: "owner", user: { email: owner.actor.email, image: null } }]);
    expect(JSON.stringify(members)).not.toMatch(/password|hash/i);
  });

  it("manage members and roles for clients that speak of organizations", async () => {
    const { owner, organisation } = await newEnterprise();
    const admin = await newMember(organisation.id, "admin");
    const member = await newMember(organisation.id, "member");
    const trpc = clientWith(await tokenOf(owner, organisation.id), false);
    const theirs = clientWith(await tokenOf(admin, organisation.id), false);
    const statements = await trpc.customRole.getStatements.query();
    expect(statements).toMatchObject({ dns: ["read", "create", "update", "delete"], auditLog: ["read"] });
    expect(statements).not.toHaveProperty("organisation");
    const role = await trpc.customRole.create.mutate({
      roleName: "dns-keeper",
      permissions: { dns: ["read", "update"] },
    });
    expect(role).toMatchObject({ role: "dns-keeper", permissions: { dns: ["read", "update"] }, members: 0 });
    const all = await trpc.user.all.query();
    const idOf = (who: SignedIn) => all.find(({ userId }: { userId: string }) => userId === who.actor.userId).id;
    expect(await trpc.organization.updateMemberRole.mutate({ memberId: idOf(member), role: "dns-keeper" })).toBe(true);
    expect(await trpc.customRole.membersByRole.query({ roleName: "dns-keeper" })).toMatchObject([
      { role: "dns-keeper" },
    ]);
    expect(await trpc.user.one.query({ userId: member.actor.userId })).toMatchObject({ role: "dns-keeper" });
    expect(await trpc.user.get.query()).toMatchObject({ role: "owner", userId: owner.actor.userId });
    expect(await clientWith(await tokenOf(member, organisation.id)).user.getPermissions.query()).toMatchObject({
      dns: { read: true, create: false, update: true, delete: false },
      member: { read: false },
    });
    expect(await trpc.user.checkUserOrganizations.query({ userId: member.actor.userId })).toBe(1);
    const cases: [() => Promise<unknown>, string, string][] = [
      [
        () => theirs.organization.updateMemberRole.mutate({ memberId: idOf(admin), role: "member" }),
        "FORBIDDEN",
        "You cannot change your own role",
      ],
      [
        () => theirs.organization.updateMemberRole.mutate({ memberId: idOf(owner), role: "member" }),
        "FORBIDDEN",
        "The owner role is nontransferable",
      ],
      [
        () => theirs.organization.updateMemberRole.mutate({ memberId: idOf(member), role: "admin" }),
        "FORBIDDEN",
        "Only the organization owner can change admin roles. Admins can only modify member roles.",
      ],
      [
        () => trpc.organization.updateMemberRole.mutate({ memberId: crypto.randomUUID(), role: "member" }),
        "NOT_FOUND",
        "Member not found",
      ],
      [
        () => trpc.customRole.create.mutate({ roleName: "x", permissions: { wizardry: ["read"] } }),
        "BAD_REQUEST",
        "Unknown resource: wizardry",
      ],
      [
        () => trpc.customRole.update.mutate({ roleName: "dns-keeper", permissions: { dns: ["fly"] } }),
        "BAD_REQUEST",
        "Unknown action: dns.fly",
      ],
      [
        () => trpc.customRole.remove.mutate({ roleName: "dns-keeper" }),
        "CONFLICT",
        "One member has this role. Change their role first.",
      ],
    ];
    for (const [call, code, message] of cases)
      await expect(call(), message).rejects.toMatchObject({ message, data: { code } });
    expect(await trpc.user.remove.mutate({ userId: member.actor.userId })).toBe(true);
    await trpc.customRole.update.mutate({ roleName: "dns-keeper", newRoleName: "Keeper" });
    expect(
      await trpc.organization.update.mutate({ organizationId: organisation.id, defaultRole: "keeper" }),
    ).toMatchObject({
      defaultRole: "Keeper",
    });
    expect(await trpc.customRole.all.query()).toMatchObject([{ role: "Keeper" }]);
    await expect(trpc.customRole.remove.mutate({ roleName: "Keeper" })).rejects.toMatchObject({
      data: { code: "CONFLICT" },
    });
    await trpc.organization.update.mutate({ organizationId: organisation.id, defaultRole: "member" });
    expect(await trpc.customRole.remove.mutate({ roleName: "Keeper" })).toBe(true);
  });

  it("return the log by page number, with the total of a filter", async () => {
    const { owner, organisation } = await newOrganisation();
    const trpc = clientWith(await tokenOf(owner, organisation.id));
    for (const name of ["a", "b", "c"])
      await trpc.organization.inviteMember.mutate({ email: `${name}@example.com`, role: "member" });
    const invites = { organizationId: organisation.id, action: "member.invite", userId: owner.actor.userId };
    const first = await trpc.auditLog.all.query({ ...invites, limit: 2 });
    const second = await trpc.auditLog.all.query({ ...invites, limit: 2, offset: 2 });
    expect([first.total, second.total]).toEqual([3, 3]);
    expect([...first.logs, ...second.logs].map(({ resourceName }) => resourceName)).toEqual(
      ["c", "b", "a"].map((name) => `${name}@example.com`),
    );
    expect(first.logs[0]).toMatchObject({ userId: owner.actor.userId, createdAt: expect.any(Date) });
    const from = new Date(Date.now() + 60_000);
    expect(await trpc.auditLog.all.query({ from })).toEqual({ logs: [], total: 0 });
    expect((await trpc.auditLog.all.query({ to: from })).total).toBe(4);
    for (const wrong of [{ from: "x" }, { limit: 1000 }, { offset: -1 }])
      await expect(trpc.auditLog.all.query(wrong)).rejects.toMatchObject({ data: { code: "BAD_REQUEST" } });
  });

  it("refuse with the messages and codes that clients know", async () => {
    const { owner, organisation } = await newOrganisation();
    const trpc = clientWith(await tokenOf(owner, organisation.id), false);
    const member = await newMember(organisation.id, "admin");
    const theirs = clientWith(await tokenOf(member, organisation.id), false);
    const invite = (email: string, role: string) => trpc.organization.inviteMember.mutate({ email, role });
    await invite("bob@example.com", "member");
    const cases: [() => Promise<unknown>, string, string][] = [
      [() => invite("bob@example.com", "member"), "CONFLICT", "An invitation has already been sent to this email"],
      [() => invite(member.actor.email, "member"), "CONFLICT", "User is already a member of this organization"],
      [() => invite("c@example.com", "owner"), "FORBIDDEN", "Cannot invite a user with the owner role"],
      [() => invite("c@example.com", "wizard"), "NOT_FOUND", 'Role "wizard" not found'],
      [
        () => theirs.organization.update.mutate({ organizationId: organisation.id, name: "X" }),
        "FORBIDDEN",
        "Only the organization owner can update it",
      ],
      [
        () => trpc.organization.removeInvitation.mutate({ invitationId: crypto.randomUUID() }),
        "NOT_FOUND",
        "Invitation not found",
      ],
      [
        () => trpc.organization.one.query({ organizationId: crypto.randomUUID() }),
        "NOT_FOUND",
        "Organization not found",
      ],
      [
        () => trpc.user.createApiKey.mutate({ name: "x", metadata: { organizationId: organisation.id } }),
        "FORBIDDEN",
        "This token’s scope doesn’t cover this. Sign in, or create a token for the whole account.",
      ],
    ];
    for (const [call, code, message] of cases) {
      const error = await call().catch((refusal: unknown) => refusal);
      expect(error).toBeInstanceOf(TRPCClientError);
      expect((error as { data?: { code: string } }).data?.code).toBe(code);
      expect((error as Error).message).toBe(message);
      expect(JSON.stringify((error as { data?: object }).data)).not.toContain("stack");
    }
  });

  it("accept bare and wrapped input, and drop unknown keys", async () => {
    const { owner, organisation } = await newOrganisation();
    const headers = { "x-api-key": await tokenOf(owner, organisation.id), "content-type": "application/json" };
    const post = async (body: unknown) => {
      const answer = await serveTrpc(
        request(`${origin}/api/trpc/organization.create`, { method: "POST", headers, body: JSON.stringify(body) }),
      );
      return (await answer.json()).result.data.json;
    };
    expect(await post({ name: "Bare", ownerId: "me", portalTier: "enterprise" })).toMatchObject({
      name: "Bare",
      portalTier: "free",
      ownerId: owner.actor.userId,
    });
    expect(await post({ json: { name: "Wrapped" } })).toMatchObject({ name: "Wrapped" });
    expect(await post({ json: { name: "With meta" }, meta: {} })).toMatchObject({ name: "With meta" });
  });
});

describe("procedures in their plain form", () => {
  async function caller(reach: "organisation" | "account" = "account") {
    const { owner, organisation } = await newOrganisation();
    const headers = { "x-api-key": await tokenOf(owner, organisation.id, reach), "content-type": "application/json" };
    return async (method: string, path: string, body?: unknown, more: object = {}) => {
      const sent = body === undefined ? undefined : JSON.stringify(body);
      const url = `${origin}/api/${path}`;
      const answer = await serve(request(url, { method, headers: { ...headers, ...more }, body: sent }));
      const answered = await answer.json();
      contractOf(openApi())(method, url, answer.status, answered);
      return { status: answer.status, body: answered };
    };
  }

  it("accept GET with a query string and POST with a JSON body, and respond in plain JSON", async () => {
    const call = await caller();
    expect(await call("GET", "organization.all")).toMatchObject({
      status: 200,
      body: [{ defaultRole: "member", createdAt: expect.stringMatching(/Z$/) }],
    });
    expect(await call("POST", "organization.inviteMember", { email: "d@example.com", role: "admin" })).toMatchObject({
      status: 200,
      body: { status: "pending", role: "admin" },
    });
    const [first] = (await call("GET", "organization.all")).body;
    expect(await call("GET", `organization.one?organizationId=${first.id}&x=1`)).toMatchObject({
      status: 200,
      body: { id: first.id },
    });
  });

  it("refuse with message and code, and 404 for an unknown name or the other method", async () => {
    const call = await caller("organisation");
    expect(await call("GET", "organization.all")).toMatchObject({ status: 403, body: { code: "FORBIDDEN" } });
    expect(await call("POST", "organization.inviteMember", { email: "nobody" })).toMatchObject({
      status: 400,
      body: { code: "BAD_REQUEST", issues: [{ path: ["role"] }] },
    });
    const message = expect.stringContaining("No procedure");
    const unknown = { status: 404, body: { code: "NOT_FOUND", reason: "procedure.unknown", message } };
    expect(await call("POST", "organization.all", {})).toEqual(unknown);
    for (const method of ["GET", "PUT", "DELETE"]) expect(await call(method, "organization.create")).toEqual(unknown);
    for (const name of ["organization.nothing", "nothing.all"]) expect(await call("GET", name)).toEqual(unknown);
    expect((await call("POST", "organization.create", "x=1", { "content-type": "text/plain" })).status).toBe(415);
    expect((await call("GET", "organization.active", undefined, { "x-api-key": "gh_no" })).status).toBe(401);
  });
});
