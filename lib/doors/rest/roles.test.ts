import { expect, it } from "vitest";
import { newMember, newOrganisation, newUser, useDatabase } from "@/db/testing";
import { permissionsOf } from "@/lib/access";
import { programOf } from "@/lib/doors/rest/testing";
import { acceptInvitation } from "@/lib/invitations/answer_operations";
import { address, mailed } from "@/lib/invitations/testing";
import { small } from "@/lib/servers/testing";

useDatabase();

it("programs of a free organisation give, count and list viewers and operators, at both doors", async () => {
  const { owner, organisation } = await newOrganisation();
  const [first, second] = [await newMember(organisation.id, "member"), await newUser()];
  const call = await programOf(owner, organisation.id);
  const base = `/organisations/${organisation.handle}`;
  const idOf = ({ actor }: typeof owner) => actor.userId;

  const given = await call("PUT", `${base}/users/${idOf(first)}/role`, { orgRole: "Viewer" });
  expect([given.status, given.body]).toEqual([200, { userId: idOf(first), orgRole: "viewer" }]);
  const invited = await call("POST", `${base}/invite`, { email: second.actor.email, role: "operator" });
  expect(invited).toMatchObject({ status: 201, body: { role: "operator" } });
  await acceptInvitation(second, mailed(invited.body.id));
  const { body: roles } = await call("GET", `${base}/roles`);
  expect(roles).toMatchObject([
    { name: "owner", members: 1 },
    { name: "admin", members: 0 },
    { name: "operator", members: 1, custom: false, permissions: [...permissionsOf("operator")] },
    { name: "member", members: 0 },
    { name: "viewer", members: 1, custom: false, permissions: [...permissionsOf("viewer")] },
  ]);
  expect((await call("GET", `${base}/users?role=viewer`)).body).toMatchObject([{ userId: idOf(first) }]);
  for (const [method, path] of [
    ["PUT", "viewer"],
    ["DELETE", "Operator"],
  ] as const)
    expect(
      await call(method, `${base}/roles/${path}`, method === "PUT" ? { permissions: [] } : undefined),
    ).toMatchObject({
      status: 403,
      body: { reason: "role.builtIn" },
    });

  // Custom roles are none of these.
  expect((await call("GET", "/customRole.all")).body).toEqual([]);
  expect((await call("GET", "/customRole.membersByRole?roleName=operator")).body).toMatchObject([
    { userId: idOf(second), role: "operator" },
  ]);
  const update = { memberId: idOf(second), role: "viewer" };
  expect((await call("POST", "/organization.updateMemberRole", update)).status).toBe(200);
  expect((await call("GET", "/customRole.membersByRole?roleName=viewer")).body).toHaveLength(2);
  const email = address();
  expect((await call("POST", "/organization.inviteMember", { email, role: "viewer" })).body).toMatchObject({
    role: "viewer",
  });

  const theirs = await programOf(first, organisation.id);
  expect((await theirs("GET", "/user.getPermissions")).body).toMatchObject({
    server: { read: true, create: false, update: false, delete: false, power: false, console: false },
    dns: { read: true, create: false },
    member: { read: true, create: false },
  });
  expect((await theirs("GET", `${base}/servers`)).status).toBe(200);
  const wanted = { ...small({ name: "Mine" }), projectId: "" };
  expect((await theirs("POST", `${base}/servers`, wanted)).body).toMatchObject({ reason: "permission.missing" });
});
