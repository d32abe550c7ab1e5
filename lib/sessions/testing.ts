import { newUser, type SignedIn, stranger, sudo } from "@/db/testing";
import { actorOf } from "@/lib/accounts/actor";
import { openSession } from "@/lib/accounts/operations";
import { hashPassword } from "@/lib/accounts/password";
import { clientOf } from "@/lib/clients";
import type { Caller } from "@/lib/kernel/actor";
import { linkToken, randomToken } from "@/lib/tokens";

export const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const password = "a few words in a row";
let hashed: Promise<string> | undefined;

/** A browser with a cookie of its own, before anybody signs in. */
export const newBrowser = (userAgent: string | null = firefox, address = "192.0.2.7"): Caller => ({
  ...{ ...stranger, address },
  client: { device: randomToken(), ...clientOf(userAgent) },
});

/** A user with a password who has signed in before, from elsewhere. */
export async function newRegular({ verified = true } = {}): Promise<SignedIn> {
  const user = await newUser({ verified });
  hashed ??= hashPassword(password);
  await sudo("update users set password_hash = $2, has_signed_in = true where id = $1", [
    user.actor.userId,
    await hashed,
  ]);
  return user;
}

/** Signs in by password. */
export async function signInFrom(browser: Caller, { actor: { email } }: SignedIn) {
  const { token } = await openSession(browser, { email, password });
  const actor = await actorOf(token, browser.address);
  if (!actor) throw new Error("The session did not open.");
  return { token, address: browser.address, actor };
}

/** The token of the link in a mail about a session’s sign-in. */
export const endTokenOf = ({ actor }: SignedIn) => linkToken("endSession", actor.sessionId ?? "");

/** The mails that an account got about sign-ins. */
export const signInMails = ({ actor }: SignedIn) =>
  sudo<{ recipient: string; sign_in: object }>(
    "select recipient, sign_in from mails where user_id = $1 and kind = 'newDevice' order by created_at",
    [actor.userId],
  );
