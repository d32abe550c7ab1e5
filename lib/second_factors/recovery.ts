import type { Trx } from "@/db/client";
import { findFactors, replaceRecoveryCodes } from "@/db/queries/second_factors";
import { newRecoveryCodes, recoveryHash } from "@/lib/second_factors/codes";

/** Ten new recovery codes in place of those that the account has. The account is locked. @returns them, for once */
export async function makeCodes(trx: Trx, userId: string): Promise<string[]> {
  const codes = newRecoveryCodes();
  await replaceRecoveryCodes(
    trx,
    userId,
    codes.map((code) => recoveryHash(userId, code)),
  );
  return codes;
}

/** Recovery codes for an account that has just added a second factor. @returns null if it has some already */
export async function codesForFirstFactor(trx: Trx, userId: string): Promise<string[] | null> {
  const { recoveryCodesLeft } = await findFactors(trx, userId);
  return recoveryCodesLeft === 0 ? makeCodes(trx, userId) : null;
}

/** Recovery codes are for a lost second factor: without one they would open nothing, and are deleted. */
export async function forgetCodesWithoutFactor(trx: Trx, userId: string): Promise<void> {
  if (!(await findFactors(trx, userId)).enabledAt) await replaceRecoveryCodes(trx, userId, []);
}
