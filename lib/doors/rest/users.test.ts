import { expect, it } from "vitest";
import { newUser, stranger, sudo, useDatabase } from "@/db/testing";
import { requestPasswordReset } from "@/lib/accounts/operations";
import { createPortalToken } from "@/lib/api_tokens/operations";
import { clientWith, inBrowser } from "@/lib/doors/rest/testing";

// A portal without SMTP: links are passed on by hand.
useDatabase();

it("a portal administrator’s session opens accounts and makes administrators, which no token and nobody else can", async () => {
  const administrator = await newUser({ portalAdmin: true });
  const { token } = await createPortalToken(administrator, { name: "billing", reach: "portal" });
  const user = await newUser({ verified: false });
  await requestPasswordReset(stranger, { email: user.actor.email });
  const [mail] = await sudo<{ id: string }>("select id from mails where recipient = $1", [user.actor.email]);
  const one = `/admin/users/${user.actor.userId}`;
  const paths = [`${one}/verify`, `${one}/promote`, `${one}/demote`, `/admin/mails/${mail?.id}/reveal`];
  const state = () =>
    sudo(
      `select email_verified_at is not null as verified, portal_admin, (select revealed_at from mails where id = $2) as revealed
      from users where id = $1`,
      [user.actor.userId, mail?.id],
    );
  const before = await state();
  for (const path of paths) {
    expect(await clientWith({ "x-api-key": token })("POST", path)).toMatchObject({
      ...{ status: 403, body: { reason: "token.reach" } },
    });
    expect(await (await inBrowser(user))("POST", path)).toMatchObject({
      ...{ status: 403, body: { reason: "permission.portal" } },
    });
  }
  expect(await state()).toEqual(before);

  const call = await inBrowser(administrator);
  const about = { id: user.actor.userId, email: user.actor.email };
  expect(await call("POST", `${one}/verify`)).toMatchObject({ status: 200, body: about });
  expect(await call("POST", `${one}/promote`)).toMatchObject({ status: 200, body: about });
  expect(await state()).toMatchObject([{ verified: true, portal_admin: true }]);
  expect(await call("POST", `${one}/demote`)).toMatchObject({ status: 200, body: about });
  expect(await state()).toMatchObject([{ verified: true, portal_admin: false }]);
  const revealed = await call("POST", `/admin/mails/${mail?.id}/reveal`);
  expect([revealed.status, revealed.body.link]).toEqual([200, expect.stringContaining("/reset-password?token=")]);
  expect(await state()).toMatchObject([{ revealed: expect.any(Date) }]);
});
