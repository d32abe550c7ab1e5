import type { ErrorCode } from "@/lib/errors";

/** The refusals about zones, claims and grants; lib/errors.ts has them among all others. */
export const zoneReasons = {
  "zone.name": ["INVALID", "Nobody can have a zone of this name."],
  "zone.known": ["CONFLICT", "You have a zone of this name already."],
  "zone.taken": [
    "CONFLICT",
    "This name is taken here, or lies above or below one that is. If the domain is yours, tell the portal’s administrator; for a name below somebody else’s zone, ask them to grant it to you.",
  ],
  "zone.limit": ["LIMIT_REACHED", "You have as many zones as the portal tier allows. Delete one that nobody needs."],
  "zone.claims": [
    "LIMIT_REACHED",
    "Ten zones are waiting for their proof, and more can’t. Prove one, or delete one that nobody needs.",
  ],
  "zone.unproved": [
    "CONFLICT",
    "The proof isn’t there yet. Make one of the two records where the domain is managed now; it may take some minutes until it can be seen.",
  ],
  "zone.unanswered": [
    "UPSTREAM",
    "Nobody could be asked for the proof, or the answer didn’t come in time. Try again in a few minutes.",
  ],
  "zone.expired": [
    "GONE",
    "This claim has run out. Delete the zone and make it anew, then prove it with the new record.",
  ],
  "zone.pending": ["CONFLICT", "This zone isn’t proved yet. Prove first that the name is yours."],
  "zone.noServers": [
    "CONFLICT",
    "This portal has no name servers yet. Its administrator names them with the setting DNS_NAME_SERVERS.",
  ],
  "grant.known": ["CONFLICT", "This name is granted already. Take that grant back first."],
  "grant.limit": ["LIMIT_REACHED", "You have granted a hundred names. Take one back that nobody needs."],
  "grant.grantee": ["NOT_FOUND", "There is no other organisation with this handle."],
  "grant.name": ["INVALID", "Give a name below the zone, such as shop."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
