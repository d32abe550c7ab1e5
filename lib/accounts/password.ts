import { hash, verify } from "@node-rs/argon2";

/** argon2id with the library's parameters, which follow OWASP: 19 MiB, 2 passes. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** The hash of no real password; comparing with it takes as long as with a real one. */
let nobodys: Promise<string> | undefined;

/** Takes the same time whether or not there is an account with a password. */
export async function verifyPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  nobodys ??= hash("nobody has this password");
  const right = await verify(passwordHash ?? (await nobodys), password);
  return right && Boolean(passwordHash);
}
