import { expect, it } from "vitest";
import { newOrganisation, useDatabase } from "@/db/testing";
import { clientWith, tokenOf } from "@/lib/doors/procedures/testing";

useDatabase();

it("supports the calls of SDKs, command-line tools and infrastructure providers", async () => {
  const { owner, organisation } = await newOrganisation();
  const trpc = clientWith(await tokenOf(owner, organisation.id));
  const session = { user: { id: owner.actor.userId }, session: { activeOrganizationId: organisation.id } };
  expect(await trpc.user.session.query()).toEqual(session);
  const { project, environment } = await trpc.project.create.mutate({ name: "Shop", env: "A=1" });
  expect([project.env, environment.projectId]).toEqual(["", project.projectId]);
  const webhook = { name: "Ops", webhookUrl: "https://discord.example.org/hook", decoration: true, appDeploy: true };
  const made = await trpc.notification.createDiscord.mutate(webhook);
  const { notificationId } = made;
  const change = { notificationId, discordId: notificationId, name: "Night" };
  expect(await trpc.notification.updateDiscord.mutate(change)).toMatchObject({ name: "Night", appDeploy: true });
  expect(await trpc.notification.all.query({ organizationId: organisation.handle })).toMatchObject([
    { notificationId, organizationId: organisation.id, createdAt: expect.any(Date) },
  ]);
  expect(await trpc.server.all.query()).toEqual([]);
  const wanted = { action: "create", resourceType: "project", resourceName: "sho", userEmail: owner.actor.email };
  expect((await trpc.auditLog.all.query(wanted)).logs).toMatchObject([
    { action: "project.create", resourceType: "project", userEmail: owner.actor.email, userRole: null },
  ]);
  for (const id of [crypto.randomUUID(), "proj_abc"])
    await expect(trpc.project.one.query({ projectId: id })).rejects.toMatchObject({ data: { code: "NOT_FOUND" } });
  const email = {
    name: "P",
    smtpServer: "https://x",
    smtpPort: 25,
    fromAddress: "a@b.org",
    toAddresses: ["a@b.org"],
  };
  await expect(trpc.notification.createEmail.mutate(email)).rejects.toMatchObject({
    data: {
      code: "BAD_REQUEST",
      reason: "INVALID",
      exactReason: "input.invalid",
      fields: { smtpServer: [expect.any(String)] },
    },
  });
});
