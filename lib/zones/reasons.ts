import type { ErrorCode } from "@/lib/kernel/errors";

/** The refusals about zones, what is in them, and who has them. What is wrong with a record itself has its words in lib/dns/reasons.ts. */
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

  "record.changed": [
    "CONFLICT",
    "Somebody changed these records in the meantime. Look at them as they are now, then try again.",
  ],
  "record.known": ["CONFLICT", "There is such a record already."],
  "record.unknown": ["NOT_FOUND", "There is no such record any more. Look at the zone as it is now."],
  "record.invalid": ["INVALID", "This record can’t be kept like this."],
  "record.limit": [
    "LIMIT_REACHED",
    "The zone would have more records than the portal tier allows. Remove some, or ask the portal’s administrator.",
  ],
  "zone.changed": [
    "CONFLICT",
    "Somebody changed the zone in the meantime. Look at what would change now, then confirm it again.",
  ],
  "zone.importing": [
    "CONFLICT",
    "A zone file is being imported into this zone. Nothing was changed. Wait until that has ended, then try again.",
  ],
  "import.unknown": ["NOT_FOUND", "There is no such import, or it ended more than a day ago."],
  "zone.fileInvalid": ["INVALID", "Nothing was taken: something in this file isn’t right."],
  "zone.unconfirmed": [
    "CONFLICT",
    "This would remove or change over 30 % of the zone’s records. Look at the changes, and confirm them if you mean it.",
  ],
  "zone.version": ["NOT_FOUND", "The zone never had this version, or not yet."],
  "zone.unserved": ["CONFLICT", "Only a zone that is answered for can be signed. Show first that its name is yours."],
  "zone.alias": [
    "CONFLICT",
    "The zone has an ALIAS record, and what that answers can’t be signed. Put A and AAAA records in its place first.",
  ],
  "zone.nameServer": [
    "UPSTREAM",
    "The name server can’t be reached right now. Nothing was changed. Try again in a moment.",
  ],
  "zone.noNameServer": [
    "UPSTREAM",
    "This portal isn’t connected to its name server’s keys. Ask the portal’s administrator to set DNS_API_URL and DNS_API_KEY.",
  ],
  "body.zoneFile": ["TOO_LARGE", "Send at most 16 MiB."],
  "body.zoneFileType": ["UNSUPPORTED_TYPE", "Send the file as Content-Type: text/dns, or as “text” in JSON."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
