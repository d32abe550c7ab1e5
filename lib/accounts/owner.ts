import type { Trx } from "@/db/client";
import { isHeld } from "@/db/queries/address_changes";
import { findUserByEmail, insertUser, lockUser, setPassword } from "@/db/queries/users";
import { forgetFormerHolder } from "@/lib/accounts/proof";
import { AppError, fieldError } from "@/lib/errors";

/** An account that becomes the owner of something, its row locked. */
export interface FutureOwner {
  id: string;
  email: string;
  name: string;
  /** Whether the account was created for this. */
  isNew: boolean;
  /** `invited`: only the mailed link, or another proof of the address, opens it. */
  state: "active" | "invited";
}

/** Whether an account waits for whom it was created for: it was never proved, and nobody has a password for it. */
export const isAwaited = (user: { passwordHash: string | null; emailVerifiedAt: Date | null }) =>
  user.passwordHash === null && user.emailVerifiedAt === null;

/**
 * The account of an address, for somebody else to give something to: created without a password if there is none. One that
 * nobody has verified may be a stranger’s who signed up with the address, so whatever opened it goes at once, before it owns
 * anything.
 */
export async function futureOwner(
  trx: Trx,
  { email, name, field }: { email: string; name?: string; field: string },
): Promise<FutureOwner> {
  // Twice, because an account may be deleted between the two looks.
  for (let attempt = 1; attempt <= 2; attempt++) {
    const fallback = email.slice(0, email.indexOf("@"));
    const made = await insertUser(trx, { email, name: name ?? fallback, passwordHash: null, verified: false });
    if (made) return { ...made, isNew: true, state: "invited" };
    const known = await findUserByEmail(trx, email);
    const user = known && (await lockUser(trx, known.id));
    if (!user) continue;
    if (user.disabledAt) throw fieldError("owner.disabled", field);
    const { id } = user;
    const about = { id, email, name: user.name, isNew: false };
    // Administrators sign in as before: whoever may only create organisations must not lock them out.
    if (user.emailVerifiedAt || user.portalAdmin) {
      if (user.leavingUntil) throw fieldError("account.leaving", field);
      return { ...about, state: "active" };
    }
    await setPassword(trx, id, null);
    await forgetFormerHolder(trx, id);
    return { ...about, state: "invited" };
  }
  throw (await isHeld(trx, email)) ? fieldError("account.addressHeld", field) : new AppError("upstream.database");
}
