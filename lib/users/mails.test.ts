import { expect, it } from "vitest";
import { newUser, sudo, useDatabase } from "@/db/testing";
import { mailsTo } from "@/lib/accounts/testing";
import { disableUser, enableUser, endUserSessions } from "@/lib/users/account_operations";
import { demoteUser, promoteUser, verifyUser } from "@/lib/users/operations";

useDatabase();

it("a user is told by mail what an administrator does to the account, once for each change", async () => {
  const admin = await newUser({ portalAdmin: true });
  const { actor } = await newUser({ verified: false });
  const user = actor.userId;
  for (let time = 0; time < 2; time++) await verifyUser(admin, { user });
  for (let time = 0; time < 2; time++) await promoteUser(admin, { user });
  for (let time = 0; time < 2; time++) await demoteUser(admin, { user });
  await endUserSessions(admin, { user });
  for (const reason of ["Abuse", "Unpaid"]) await disableUser(admin, { user, reason });
  for (let time = 0; time < 2; time++) await enableUser(admin, { user });
  expect((await mailsTo(actor.email)).sort()).toEqual(
    ["Demoted", "Disabled", "Enabled", "Promoted", "SignedOut", "Verified"].map((what) => `security account${what}`),
  );
});

it("an administrator who ends their own other sessions isn't told about it", async () => {
  const admin = await newUser({ portalAdmin: true });
  await endUserSessions(admin, { user: admin.actor.userId });
  expect(await mailsTo(admin.actor.email)).toEqual([]);
  expect(await sudo("select from sessions where user_id = $1", [admin.actor.userId])).toHaveLength(1);
});
