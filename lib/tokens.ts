import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";

/** The purpose of a link. It is part of the token, so one link can never replace another. */
export type LinkPurpose =
  | "invitation.mail"
  | "invitation.copy"
  | "verify"
  | "reset"
  | "provisioned"
  | "signInLink"
  | "setup"
  | "endSession"
  | "newAddress"
  | "undoAddress";

/**
 * The token of a link: derived from the row, so that it can be derived again when a mail is rendered and need not be
 * stored. 43 characters of base64url.
 */
export function linkToken(purpose: LinkPurpose, id: string, version = 1): string {
  const key = createHmac("sha256", env().AUTH_SECRET).update("guildhall link tokens").digest();
  return createHmac("sha256", key).update(`${purpose}\n${id}\n${version}`).digest("base64url");
}

/** The stored hash of a token. */
export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** A random token, for sessions. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}

export function sameToken(one: string, other: string): boolean {
  return timingSafeEqual(hashToken(one), hashToken(other));
}
