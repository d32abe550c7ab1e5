import { enterUser } from "@/db/queries/scope";
import { insertSession } from "@/db/queries/sessions";
import type { CommandTools } from "@/lib/kernel/trace";
import { noteDevice } from "@/lib/sessions/devices";
import { shownOf } from "@/lib/sessions/view";
import type { SignInWay } from "@/lib/sessions/ways";
import { hashToken, randomToken } from "@/lib/tokens";

/** An account whose row is locked, as `lockUser` reads it. */
interface Account {
  id: string;
  email: string;
  name: string;
  secondFactorEnabledAt: Date | null;
}

interface SignIn {
  by: SignInWay;
  /** Whether this sign-in was by a second factor as well, like a passkey whose owner was verified. */
  confirmed?: boolean;
  /** The passkey that it was by. */
  passkey?: string;
  /** Which provider it was by. */
  provider?: string;
  /** The only organisation that it opens: the one whose own sign-in it is by. */
  confinedTo?: string;
  /** Whether this sign-in doesn’t count as a fresh proof. */
  unproved?: boolean;
}

/**
 * Starts a session: the one way in which any sign-in ends. An account with a second factor gets a half session, which can
 * do nothing but give it. The transaction continues as the user.
 * @returns the session's token, which only this answer shows
 */
export async function startSession(
  { trx, caller, audit, enqueue }: CommandTools,
  user: Account,
  { by, confirmed = false, passkey, provider, confinedTo, unproved }: SignIn,
): Promise<string> {
  const token = randomToken();
  const secondFactor = confirmed ? "confirmed" : user.secondFactorEnabledAt ? "missing" : "none";
  const { browser = null, system = null } = caller.client ?? {};
  const begun = {
    secondFactor,
    address: caller.address,
    by,
    passkey,
    provider,
    confinedTo,
    unproved,
    browser,
    system,
  } as const;
  const session = await insertSession(hashToken(token), user.id, trx, begun);
  await enterUser(trx, user.id);
  await noteDevice({ trx, caller, enqueue }, user, session);
  const after = { by, ...(provider && { provider }), ...shownOf({ browser, system }) };
  audit({ within: { userId: user.id }, actor: { id: user.id, name: user.name }, after });
  return token;
}
