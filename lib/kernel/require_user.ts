import type { Trx } from "@/db/client";
import { isSessionOpen } from "@/db/queries/sessions";
import type { Caller, UserActor } from "@/lib/kernel/actor";
import { KernelRefusal } from "@/lib/kernel/errors";
import type { Reach } from "@/lib/kernel/operation";
import { requireReach } from "@/lib/kernel/reach";

/** What will do that otherwise won't. */
interface Lenient {
  /** A session that still lacks its second factor. */
  beforeSecondFactor?: boolean;
  /** The session of an account whose owner is leaving. */
  whileLeaving?: boolean;
}

/** The signed-in user, or the holder of a token that reaches far enough. */
export function requireUser(
  { actor }: Caller,
  token: Reach,
  { beforeSecondFactor = false, whileLeaving = false }: Lenient = {},
): UserActor {
  if (actor?.kind !== "user") throw new KernelRefusal("actor.none");
  if (actor.via) requireReach(actor.via, token);
  if (actor.secondFactor === "missing" && !beforeSecondFactor) throw new KernelRefusal("actor.secondFactor");
  if (actor.leavingUntil && !whileLeaving && !beforeSecondFactor) throw new KernelRefusal("actor.leaving");
  return actor;
}

/**
 * Once the account is locked: whoever ended this session meanwhile, because it was stolen, must not find that it still added a
 * way in. @throws UNAUTHENTICATED
 */
export async function requireOpenSession(
  trx: Trx,
  { userId, sessionId }: Pick<UserActor, "userId" | "sessionId">,
): Promise<void> {
  if (sessionId && !(await isSessionOpen(trx, userId, sessionId))) throw new KernelRefusal("actor.none");
}

type Factors = Pick<UserActor, "secondFactor" | "via">;

/** Why an organisation that requires a second factor stays shut, with whose rule it is; null if it opens. */
export function secondFactorObstacle({ secondFactor, via }: Factors, organisation: string): KernelRefusal | null {
  if (secondFactor === "confirmed") return null;
  if (via) return new KernelRefusal("token.secondFactor");
  return new KernelRefusal("organisation.secondFactor", {
    message: `${organisation} requires a second factor. Add one to your account, then open it again.`,
    subject: organisation,
  });
}

/** An organisation that may require its own sign-in. */
interface Required {
  id: string;
  name: string;
  role: string;
  ownSignInRequired: boolean;
}

type SignedIn = Pick<UserActor, "confinedTo" | "via">;

/** Why an organisation that requires its own sign-in stays shut; null if it opens, as it always does to its owner. */
export function ownSignInObstacle({ confinedTo, via }: SignedIn, organisation: Required): KernelRefusal | null {
  const { id, name, role, ownSignInRequired } = organisation;
  if (!ownSignInRequired || role === "owner" || confinedTo === id) return null;
  if (via) return new KernelRefusal("token.ownSignIn");
  return new KernelRefusal("organisation.ownSignIn", {
    message: `${name} can be opened only through its own sign-in. Sign in with it, then open it again.`,
    subject: name,
  });
}

/** For an organisation that is opened only through its own sign-in. @throws FORBIDDEN */
export function requireOwnSignIn(actor: SignedIn, organisation: Required): void {
  const obstacle = ownSignInObstacle(actor, organisation);
  if (obstacle) throw obstacle;
}

/** For an organisation that requires a second factor. @throws SECOND_FACTOR_REQUIRED */
export function requireSecondFactor(actor: Factors, organisation: string): void {
  const obstacle = secondFactorObstacle(actor, organisation);
  if (obstacle) throw obstacle;
}
