import type { Trx } from "@/db/client";
import { listIdentitiesOf } from "@/db/queries/identities";
import { countPasskeys } from "@/db/queries/passkeys";
import { findPasswordHash } from "@/db/queries/profiles";
import { passwordSignIn, providers } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { passkeyObstacle } from "@/lib/passkeys/party";

type Has = (trx: Trx, userId: string) => Promise<boolean>;

/**
 * The ways that lead into an account by themselves, each with whether it has that and the portal accepts it. Mailed links don’t
 * count. Another way is a line here.
 */
const waysIn: Has[] = [
  async (trx, userId) => passwordSignIn() && (await findPasswordHash(trx, userId)) !== null,
  async (trx, userId) => !passkeyObstacle() && (await countPasskeys(trx, userId)) > 0,
  async (trx, userId) => {
    const identities = await listIdentitiesOf(trx, userId);
    return identities.some((one) => providers().some(({ id, url }) => id === one.provider && url === one.issuer));
  },
];

/** For whoever has just removed a way into their account, locked: the last one stays. @throws CONFLICT */
export async function requireWayIn(trx: Trx, userId: string): Promise<void> {
  for (const has of waysIn) if (await has(trx, userId)) return;
  throw new AppError("account.lastWayIn");
}
