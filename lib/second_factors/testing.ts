import { setTimeout } from "node:timers/promises";
import { Secret, TOTP } from "otpauth";
import { newUser, type SignedIn, sudo } from "@/db/testing";
import { beginAuthenticator, confirmAuthenticator } from "@/lib/second_factors/authenticator_operations";

/** The code that an app shows, some steps of 30 seconds from now. */
export const codeAt = (secret: string, steps = 0): string => codeOf(secret, Date.now() + steps * 30_000);

export const codeOf = (secret: string, timestamp: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });

/** Waits until the present 30 seconds last a while: a code that is a step early or late must still be that when it is given. */
export async function awayFromTheEdge(): Promise<void> {
  const left = 30_000 - (Date.now() % 30_000);
  if (left < 6_000) await setTimeout(left + 100);
}

/** Another code than those of the steps around now. */
export function wrongCode(secret: string): string {
  const near = [-2, -1, 0, 1, 2].map((steps) => codeAt(secret, steps));
  return ["000000", "111111", "222222", "333333", "444444", "555555"].find((code) => !near.includes(code)) ?? "";
}

/** An account with an authenticator app, its codes so far forgotten. @returns a half session of it */
export async function newOwner(): Promise<{
  whole: SignedIn;
  half: SignedIn;
  secret: string;
  recoveryCodes: string[];
}> {
  const whole = await newUser();
  const { secret } = await beginAuthenticator(whole, {});
  const { recoveryCodes } = await confirmAuthenticator(whole, { code: codeAt(secret) });
  await forgetSteps(whole);
  const half: SignedIn = { ...whole, actor: { ...whole.actor, secondFactor: "missing" } };
  return { whole, half, secret, recoveryCodes: recoveryCodes ?? [] };
}

/** As if the last code had been given long ago. */
export const forgetSteps = ({ actor }: SignedIn) =>
  sudo("update authenticators set last_step = 0 where user_id = $1", [actor.userId]);

/** Gives an account a second factor, and this session of it, too. */
export async function withFactor(who: SignedIn): Promise<SignedIn> {
  await sudo("insert into authenticators (user_id, secret, confirmed_at) values ($1, '\\x00', now())", [
    who.actor.userId,
  ]);
  await sudo("update sessions set second_factor_at = now() where id = $1", [who.actor.sessionId]);
  return { ...who, actor: { ...who.actor, secondFactor: "confirmed" } };
}
