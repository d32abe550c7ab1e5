import { createTRPCClient, httpBatchLink, TRPCClientError } from "@trpc/client";
import superjson from "superjson";
import { expect, it } from "vitest";
import { startMailServer } from "../support/mail_server";
import { node, start, temporaryFolder } from "./run";
import { type Instance, up } from "./up";

/*
 * The calls of a client of that ecosystem, in the order and with the fields of its own documentation, against the built
 * application. A later procedure is one more line in its place there.
 */

// biome-ignore lint/suspicious/noExplicitAny: such a client knows nothing of our types
type Client = any;
const hourMs = 3_600_000;
/** Self-hosted, as in that documentation: only owners and admins create organisations. */
const settings = { ORGANISATION_CREATION: "admins", ALLOW_PRIVATE_ADDRESSES: "on" };
const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/);

let instance: Instance;

async function administer(...words: string[]) {
  const program = start(
    node("admin.mjs", ...words, "--json"),
    { DATA_DIR: instance.dataDir, ...settings },
    { input: "correct horse battery staple\n" },
  );
  expect(await program.ended, program.output()).toBe(0);
  return JSON.parse(program.output().trim().split("\n").at(-1) ?? "{}");
}

function clientOf(token: string): Client {
  const url = new URL("/api/trpc", instance.url).href;
  return createTRPCClient({
    links: [httpBatchLink({ url, transformer: superjson as never, headers: { "x-api-key": token } })],
  });
}

/** Somebody with an account, in the first organisation with this role. */
async function join(owner: Client, token: string, email: string, role: string): Promise<Client> {
  await administer("user", "create", "--email", email, "--name", email.split("@")[0] ?? "");
  const added = await fetch(new URL("/api/organisations/first/add-user", instance.url), {
    method: "POST",
    headers: { "x-api-key": token, "content-type": "application/json" },
    body: JSON.stringify({ email, orgRole: role }),
  });
  expect(added.status, await added.text()).toBe(201);
  expect(await owner.user.all.query()).toContainEqual(
    expect.objectContaining({ role, user: expect.objectContaining({ email }) }),
  );
  const own = await administer("token", "create", "--email", email, "--organisation", "first", "--reach", "account");
  return clientOf(own.token);
}

it("returns what the documentation of organization clients shows, and refuses with its messages", async () => {
  instance = await up(temporaryFolder(), { env: settings });
  const founder = ["--email", "owner@example.com", "--name", "Owner", "--organisation", "First", "--handle", "first"];
  const { token } = await administer("setup", ...founder);
  const trpc = clientOf(token);
  const admin = await join(trpc, token, "admin@example.com", "admin");
  await join(trpc, token, "other@example.com", "admin");
  const member = await join(trpc, token, "member@example.com", "member");
  const people: Record<string, { id: string; userId: string }> = Object.fromEntries(
    (await trpc.user.all.query()).map((each: { user: { name: string } }) => [each.user.name.toLowerCase(), each]),
  );
  const first = await trpc.organization.active.query();
  const refusals: [what: () => Promise<unknown>, code: string, message: string][] = [];
  const refused = (what: () => Promise<unknown>, code: string, message: string) => refusals.push([what, code, message]);

  // Creating one: the caller becomes its owner.
  const org = await trpc.organization.create.mutate({
    name: "Acme Platform Team",
    logo: "https://example.com/logo.png",
  });
  expect(org).toMatchObject({ id: uuid, name: "Acme Platform Team", ownerId: people.owner?.userId });
  const all = await trpc.organization.all.query();
  expect(all).toContainEqual(
    expect.objectContaining({ id: org.id, members: [expect.objectContaining({ role: "owner" })] }),
  );
  expect(await trpc.organization.create.mutate({ name: "Without a logo" })).toMatchObject({ logo: null });
  expect(await admin.organization.create.mutate({ name: "An admin’s" })).toMatchObject({ id: uuid });
  refused(
    () => member.organization.create.mutate({ name: "A member’s" }),
    "FORBIDDEN",
    "On this portal, only owners and admins of an organisation may create another. Ask to be invited to one.",
  );

  // Changing a role.
  expect(
    await trpc.organization.updateMemberRole.mutate({
      memberId: people.member?.id,
      role: "admin",
    }),
  ).toBe(true);
  expect(await trpc.user.one.query({ userId: people.member?.userId })).toMatchObject({ role: "admin" });
  await trpc.organization.updateMemberRole.mutate({ memberId: people.member?.id, role: "member" });
  const change = (who: Client, whom: string, role: string) => () =>
    who.organization.updateMemberRole.mutate({ memberId: people[whom]?.id, role });
  refused(change(trpc, "owner", "member"), "FORBIDDEN", "You cannot change your own role");
  refused(change(admin, "admin", "member"), "FORBIDDEN", "You cannot change your own role");
  refused(change(trpc, "member", "owner"), "FORBIDDEN", "The owner role is nontransferable");
  refused(change(admin, "owner", "member"), "FORBIDDEN", "The owner role is nontransferable");
  const ownerOnly = "Only the organization owner can change admin roles. Admins can only modify member roles.";
  refused(change(admin, "other", "member"), "FORBIDDEN", ownerOnly);
  refused(change(admin, "member", "admin"), "FORBIDDEN", ownerOnly);
  refused(change(trpc, "member", "dns-keeper"), "NOT_FOUND", 'Role "dns-keeper" not found');
  refused(change(trpc, "nobody", "member"), "BAD_REQUEST", "Please check the marked fields.");
  refused(
    () => trpc.organization.updateMemberRole.mutate({ memberId: crypto.randomUUID(), role: "member" }),
    "NOT_FOUND",
    "Member not found",
  );

  // The members, each with role, date of joining and account.
  const listed = await trpc.user.all.query();
  expect(listed).toHaveLength(4);
  expect(listed).toContainEqual({
    id: people.member?.id,
    organizationId: first.id,
    userId: people.member?.userId,
    role: "member",
    isDefault: false,
    createdAt: expect.any(Date),
    user: { id: people.member?.userId, name: "member", email: "member@example.com", image: null },
  });

  // An invitation, for 48 hours.
  const invite = await trpc.organization.inviteMember.mutate({
    email: "alice@example.com",
    role: "member",
  });
  expect(invite).toMatchObject({ id: uuid, organizationId: first.id, status: "pending", role: "member" });
  const hours = (invite.expiresAt - Date.now()) / hourMs;
  expect(hours).toBeGreaterThan(47.9);
  expect(hours).toBeLessThanOrEqual(48);

  // Sent through an SMTP server of the organisation, which returns the link.
  const mailServer = await startMailServer();
  const email = {
    smtpServer: "127.0.0.1",
    smtpPort: Number(new URL(mailServer.url).port),
    fromAddress: "acme@example.com",
    toAddresses: ["ops@example.com"],
    encryption: "none",
  };
  expect(await trpc.notification.testEmailConnection.mutate(email)).toBe(true);
  const notification = await trpc.notification.createEmail.mutate({ name: "Post office", ...email });
  expect(notification).toMatchObject({ notificationId: uuid, email: { toAddresses: ["ops@example.com"] } });
  expect(await trpc.notification.all.query()).toEqual([notification]);
  expect(await trpc.notification.one.query({ notificationId: notification.notificationId })).toEqual(notification);
  const link = await trpc.user.sendInvitation.mutate({
    invitationId: invite.id,
    notificationId: notification.notificationId,
  });
  expect((await mailServer.mailTo("alice@example.com")).text).toContain(link);
  expect(mailServer.mailsTo("ops@example.com")).toHaveLength(1);
  await mailServer.close();
  refused(
    () => trpc.user.sendInvitation.mutate({ invitationId: invite.id, notificationId: crypto.randomUUID() }),
    "NOT_FOUND",
    "Notification not found",
  );
  const foreign = await trpc.notification.createEmail.mutate({ organizationId: org.id, name: "Theirs", ...email });
  refused(
    () => trpc.user.sendInvitation.mutate({ invitationId: invite.id, notificationId: foreign.notificationId }),
    "NOT_FOUND",
    "Notification not found",
  );

  const ask = (who: Client, email: string, role: string) => () => who.organization.inviteMember.mutate({ email, role });
  refused(ask(trpc, "alice@example.com", "member"), "CONFLICT", "An invitation has already been sent to this email");
  refused(ask(trpc, "member@example.com", "member"), "CONFLICT", "User is already a member of this organization");
  refused(ask(trpc, "bob@example.com", "owner"), "FORBIDDEN", "Cannot invite a user with the owner role");
  refused(ask(trpc, "bob@example.com", "dns-keeper"), "NOT_FOUND", 'Role "dns-keeper" not found');

  // All of them in any state, sorted by state and then by time.
  const withdrawn = await trpc.organization.inviteMember.mutate({ email: "carol@example.com", role: "admin" });
  await trpc.organization.inviteMember.mutate({ email: "dan@example.com", role: "member" });
  expect(
    await trpc.organization.removeInvitation.mutate({
      invitationId: withdrawn.id,
    }),
  ).toMatchObject({ id: withdrawn.id, status: "canceled" });
  const invitations = await trpc.organization.allInvitations.query();
  expect(invitations.map(({ email, status }: { email: string; status: string }) => [email, status])).toEqual([
    ["carol@example.com", "canceled"],
    ["alice@example.com", "pending"],
    ["dan@example.com", "pending"],
  ]);
  const missing = "Your role doesn’t allow this. Ask an owner or admin of the organisation.";
  refused(() => member.organization.allInvitations.query(), "FORBIDDEN", missing);
  refused(() => member.organization.removeInvitation.mutate({ invitationId: invite.id }), "FORBIDDEN", missing);
  refused(
    () => trpc.organization.removeInvitation.mutate({ invitationId: crypto.randomUUID() }),
    "NOT_FOUND",
    "Invitation not found",
  );

  // The default organisation of the next sign-in: at most one.
  for (const organizationId of [first.id, org.id])
    expect(
      await trpc.organization.setDefault.mutate({
        organizationId,
      }),
    ).toEqual({ success: true });
  const defaults = (await trpc.organization.all.query()).filter(
    ({ members: [own] }: { members: { isDefault: boolean }[] }) => own?.isDefault,
  );
  expect(defaults.map(({ id }: { id: string }) => id)).toEqual([org.id]);
  const active = await trpc.organization.active.query();
  expect(active).toMatchObject({ id: first.id, name: "First", slug: "first" });

  // Renaming, only by the owner.
  expect(
    await trpc.organization.update.mutate({
      organizationId: org.id,
      name: "Acme Infrastructure",
      logo: "https://example.com/new-logo.png",
    }),
  ).toMatchObject({ id: org.id, name: "Acme Infrastructure" });
  refused(
    () => admin.organization.update.mutate({ organizationId: first.id, name: "Mine" }),
    "FORBIDDEN",
    "Only the organization owner can update it",
  );

  // The number of a member's organisations, before they are removed.
  const count = await trpc.user.checkUserOrganizations.query({
    userId: people.member?.userId,
  });
  expect(count).toBe(1);
  expect(await member.user.checkUserOrganizations.query({ userId: people.member?.userId })).toBe(1);
  refused(() => member.user.checkUserOrganizations.query({ userId: people.admin?.userId }), "FORBIDDEN", missing);

  // Projects of one organisation.
  const { project } = await trpc.project.create.mutate({ name: "Website" });
  expect(await trpc.project.all.query()).toEqual([expect.objectContaining({ name: "Website" })]);
  expect(await trpc.project.all.query({ organizationId: org.id })).toEqual([]);
  refused(
    () => trpc.project.one.query({ organizationId: org.id, projectId: project.projectId }),
    "NOT_FOUND",
    "Not found, or you don’t have access.",
  );

  // Nothing of one organisation is visible from another.
  const elsewhere = { organizationId: org.id };
  for (const call of [
    () => admin.organization.one.query(elsewhere),
    () => admin.organization.setDefault.mutate(elsewhere),
    () => admin.organization.update.mutate({ ...elsewhere, name: "Mine" }),
  ])
    refused(call, "NOT_FOUND", "Organization not found");
  for (const call of [() => admin.user.all.query(elsewhere), () => admin.organization.allInvitations.query(elsewhere)])
    refused(call, "NOT_FOUND", "Not found, or you don’t have access.");

  for (const [call, code, message] of refusals) {
    const error = await call().catch((refusal: unknown) => refusal);
    expect(error, message).toBeInstanceOf(TRPCClientError);
    expect(error).toMatchObject({ message, data: { code } });
  }
  expect(await trpc.user.all.query()).toEqual(listed);
});
