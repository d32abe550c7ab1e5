import { hash, verify } from "@node-rs/argon2";
import { requirePasswords } from "@/lib/accounts/require";
import { passwordSignIn } from "@/lib/env";
import { fieldError } from "@/lib/errors";

/** argon2id with the library's parameters, which follow OWASP: 19 MiB, 2 passes. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/**
 * The hash of the first password of an account that is created by a link; null on a portal without passwords.
 * @throws INVALID without one where it is needed, FEATURE_DISABLED with one where there are none
 */
export async function hashFirst(password: string | undefined): Promise<string | null> {
  if (password !== undefined) requirePasswords();
  else if (passwordSignIn()) throw fieldError("input.invalid", "password", "Choose a password.");
  return password === undefined ? null : hashPassword(password);
}

/** The hash of no real password; comparing with it takes as long as with a real one. */
let nobodys: Promise<string> | undefined;

/** Takes the same time whether or not there is an account with a password. */
export async function verifyPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  nobodys ??= hash("nobody has this password");
  const right = await verify(passwordHash ?? (await nobodys), password);
  return right && Boolean(passwordHash);
}
