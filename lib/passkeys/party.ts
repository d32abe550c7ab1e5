import { isIP } from "node:net";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

/** Why browsers have no passkeys for this portal: its address is an IP address, or its pages come without encryption. */
export type PasskeyObstacle = "address" | "http";

export function passkeyObstacle(): PasskeyObstacle | null {
  const { hostname, protocol } = env().PUBLIC_URL;
  if (isIP(hostname.replace(/^\[|\]$/g, ""))) return "address";
  return protocol === "https:" || /^(.+\.)?localhost$/.test(hostname) ? null : "http";
}

/** Whom passkeys are made for: `id` is part of each, and browsers show them to no other host. @throws CONFLICT */
export function party(): { id: string; origin: string } {
  if (passkeyObstacle()) throw new AppError("passkey.unavailable");
  const { hostname, origin } = env().PUBLIC_URL;
  return { id: hostname, origin };
}
