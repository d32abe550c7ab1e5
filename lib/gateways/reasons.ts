import type { ErrorCode } from "@/lib/kernel/errors";

/** Refusals about gateways of tunnels. */
export const gatewayReasons = {
  "gateway.taken": ["CONFLICT", "A gateway with this name already exists."],
  "gateway.port": ["CONFLICT", "An open port of a device has this number already. Choose another."],
  "gateway.used": ["CONFLICT", "This gateway has tunnel devices. Remove them first, or close the gateway."],
  "gateway.token": ["UNAUTHENTICATED", "No gateway has this token. Renew the token on the portal’s page Gateways."],
  "gateway.unknown": ["NOT_FOUND", "Gateway not found, or you can’t use it."],
  "gateway.closed": ["CONFLICT", "This gateway accepts no new devices and ports."],
  "gateway.unstarted": [
    "CONFLICT",
    "This gateway hasn’t been started yet. Try again later, or contact the portal’s administrator.",
  ],
  "portal.baseZone": [
    "INVALID",
    "No active zone on this portal has this name. Add and activate it in an organisation first.",
  ],
  "gateway.full": ["CONFLICT", "This gateway has no free address left."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
