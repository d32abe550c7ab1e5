import type { z } from "zod";
import type { Trx } from "@/db/client";
import { countPasskeys } from "@/db/queries/passkeys";
import { findPasswordHash } from "@/db/queries/profiles";
import { findAuthenticator } from "@/db/queries/second_factors";
import { holdCredentials } from "@/db/queries/users";
import { verifyPassword } from "@/lib/accounts/password";
import { passwordSignIn } from "@/lib/env";
import { AppError, fieldError } from "@/lib/errors";
import { assertionOf } from "@/lib/passkeys/credential";
import { judgeAssertion, usePasskey } from "@/lib/passkeys/judge";
import { passkeyObstacle } from "@/lib/passkeys/party";
import { acceptCode } from "@/lib/second_factors/attempts";
import type { proveInput } from "@/lib/sessions/schema";

type Given = z.output<typeof proveInput>;
export type By = Given["by"];

/** One way in which an account can prove who uses a session. */
interface Proof<One extends Given, Kept> {
  /** What the account keeps to compare with; null if it doesn't have this way. */
  read(trx: Trx, userId: string): Promise<Kept | null>;
  /** Slow work, outside any transaction: whether what was given is right. */
  compare?(given: One, kept: Kept | null): Promise<boolean>;
  /** In the command's transaction: whether it is right, or is still right, and uses it up if it works once. */
  accept(trx: Trx, userId: string, given: One, kept: Kept): Promise<boolean>;
  /** At the field of the dialog. */
  refusal(): AppError;
}

const passkey: Proof<Extract<Given, { by: "passkey" }>, true> = {
  read: async (trx, userId) => (!passkeyObstacle() && (await countPasskeys(trx, userId)) > 0 ? true : null),
  async accept(trx, userId, { credential }) {
    const wanted = { purpose: "prove", userId, owner: userId, verified: true } as const;
    await usePasskey(trx, await judgeAssertion(trx, assertionOf(credential), wanted));
    return true;
  },
  refusal: () => new AppError("passkey.refused"),
};

const password: Proof<Extract<Given, { by: "password" }>, string> = {
  read: async (trx, userId) => (passwordSignIn() ? findPasswordHash(trx, userId) : null),
  compare: (given, kept) => verifyPassword(kept, given.password),
  // Compared a moment ago, without a lock: it may have changed since.
  accept: (trx, userId, _given, kept) => holdCredentials(trx, userId, kept),
  refusal: () => fieldError("account.wrongCurrent", "password"),
};

const code: Proof<Extract<Given, { by: "code" }>, Buffer> = {
  async read(trx, userId) {
    const app = await findAuthenticator(trx, userId);
    return app?.confirmedAt ? app.secret : null;
  },
  accept: (trx, userId, given, secret) => acceptCode(trx, userId, secret, given.code),
  refusal: () => fieldError("secondFactor.wrongCode", "code"),
};

/** Every way, the first to be offered first. Another also needs its input in schema.ts, its name in shape.ts and its form in `ProveDialog`. */
const proofs = { passkey, password, code } satisfies Record<By, unknown>;

/** The way that somebody chose. */
export const proofBy = (by: By) => proofs[by] as unknown as Proof<Given, unknown>;

/** The ways that an account has. Any one of them will do. */
export async function waysOf(trx: Trx, userId: string): Promise<By[]> {
  const ways: By[] = [];
  for (const by of Object.keys(proofs) as By[]) if ((await proofBy(by).read(trx, userId)) !== null) ways.push(by);
  return ways;
}
