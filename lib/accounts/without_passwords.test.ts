import { beforeAll, describe, expect, it } from "vitest";
import { newUser, stranger, sudo, useDatabase } from "@/db/testing";
import { actorOf } from "@/lib/accounts/actor";
import { openSession, readResetLink, requestPasswordReset, resetPassword } from "@/lib/accounts/operations";
import { hashPassword } from "@/lib/accounts/password";
import { changePassword } from "@/lib/accounts/profile_operations";
import { acceptProvision } from "@/lib/accounts/provision_operations";
import { signUp, signUpInvited } from "@/lib/accounts/sign_up_operations";
import { readSignInWays } from "@/lib/identities/sign_in_operations";
import { systemCaller } from "@/lib/kernel/actor";
import { createSignInLinkFor, openByLink } from "@/lib/sessions/link_operations";
import { prove, readProofs } from "@/lib/sessions/proof_operations";
import { setUp, setUpToken } from "@/lib/setup/operations";
import { hashToken, linkToken } from "@/lib/tokens";
import { sendReset } from "@/lib/users/account_operations";
import { createUser } from "@/lib/users/operations";

beforeAll(() => {
  Object.assign(process.env, { PASSWORD_SIGN_IN: "off", GITHUB_CLIENT_ID: "x", GITHUB_CLIENT_SECRET: "x" });
});
useDatabase();

const machine = systemCaller("command line");
const password = "a few words in a row";
const token = "A".repeat(43);
const off = { reason: "account.passwordsOff", code: "FEATURE_DISABLED" };

describe("on a portal without passwords", () => {
  it("no operation takes one, whether or not it would be right", async () => {
    const user = await newUser();
    const { email } = user.actor;
    await sudo("update users set password_hash = $2 where id = $1", [user.actor.userId, await hashPassword(password)]);
    for (const [name, refused] of Object.entries({
      openSession: () => openSession(stranger, { email, password }),
      signUp: () => signUp(stranger, { email: "new@example.org", name: "Nora", password }),
      signUpInvited: () => signUpInvited(stranger, { name: "Nora", password, token }),
      requestPasswordReset: () => requestPasswordReset(stranger, { email }),
      readResetLink: () => readResetLink(stranger, { token }),
      resetPassword: () => resetPassword(stranger, { token, password }),
      changePassword: () => changePassword(user, { current: password, password: "another long one" }),
      createUser: () => createUser(machine, { email: "made@example.org", name: "Nora", password }),
      sendReset: () => sendReset(machine, { user: email }),
      acceptProvision: () => acceptProvision(stranger, { token, name: "Nora", password }),
    }))
      await expect(refused(), name).rejects.toMatchObject(off);
    expect(await readProofs(user, {})).toEqual({ ways: [] });
    await expect(prove(user, { by: "password", password })).rejects.toMatchObject({ code: "INVALID" });
    expect(await readSignInWays(stranger, {})).toEqual({
      password: false,
      link: false,
      providers: [{ id: "github", name: "GitHub" }],
    });
  });

  it("the owner of a new organisation is let in by a link that signs in once", async () => {
    const { actor } = await newUser({ verified: false });
    await sudo(
      "insert into verification_tokens (id, user_id, purpose, token_hash, expires_at) values ($1, $1, 'provisioned', $2, now() + interval '1 hour')",
      [actor.userId, hashToken(linkToken("provisioned", actor.userId))],
    );
    const answer = await acceptProvision(stranger, { token: linkToken("provisioned", actor.userId), name: "Nora" });
    const opened = await openByLink(stranger, { token: answer.signInToken ?? "" });
    expect(await actorOf(opened.token)).toMatchObject({ userId: actor.userId, verified: true });
  });

  it("the command line creates accounts without one, and lets them in", async () => {
    const { email } = await createUser(machine, { email: "made@example.org", name: "Nora" });
    const { token: link } = await createSignInLinkFor(machine, { email });
    const opened = await openByLink(stranger, { token: link });
    expect(await actorOf(opened.token)).toMatchObject({ email, verified: true });
  });

  it("the first set-up needs none, and its answer lets the administrator in once", async () => {
    await sudo("update portal set set_up_at = null");
    const about = { token: setUpToken(), name: "Ada", email: "ada@example.org", organisationName: "Town" };
    await expect(setUp(stranger, { ...about, password })).rejects.toMatchObject(off);
    const { signInToken } = await setUp(stranger, about);
    const opened = await openByLink(stranger, { token: signInToken ?? "" });
    expect(await actorOf(opened.token)).toMatchObject({ email: "ada@example.org", portalAdmin: true });
    expect(await sudo("select password_hash from users where email = 'ada@example.org'")).toEqual([
      { password_hash: null },
    ]);
  });
});
