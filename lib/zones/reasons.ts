import type { ErrorCode } from "@/lib/kernel/errors";

/** The refusals about zones, their records and their owners. Those about a single record’s values are in lib/dns/reasons.ts. */
export const zoneReasons = {
  "zone.name": ["INVALID", "This name can’t be a zone."],
  "zone.known": ["CONFLICT", "You already have a zone with this name."],
  "zone.taken": [
    "CONFLICT",
    "This name is taken here, or is above or below one that is. If the domain is yours, contact the portal’s administrator. For a subdomain of somebody else’s zone, ask them to allow it.",
  ],
  "zone.limit": [
    "LIMIT_REACHED",
    "This organisation has as many zones as it is allowed. Delete one, or ask the portal’s administrator for more.",
  ],
  "zone.claims": [
    "LIMIT_REACHED",
    "You can have ten unverified zones at most. Verify one, or delete one you don’t need.",
  ],
  "zone.unproved": [
    "CONFLICT",
    "Verification wasn’t found yet. Add one of the two records where the domain is managed now; it can take some minutes to become visible.",
  ],
  "zone.unanswered": [
    "UPSTREAM",
    "Couldn’t check the verification: no name server answered in time. Try again in a few minutes.",
  ],
  "zone.expired": ["GONE", "This zone has expired. Delete it and add it again, then verify it with the new record."],
  "zone.pending": ["CONFLICT", "This zone isn’t verified yet. Verify its ownership first."],
  "zone.noServers": [
    "CONFLICT",
    "This portal has no name servers yet. Its administrator sets them with DNS_NAME_SERVERS.",
  ],
  "grant.known": ["CONFLICT", "This subdomain is already allowed for somebody. Revoke that first."],
  "grant.limit": ["LIMIT_REACHED", "You have allowed a hundred subdomains. Revoke one you don’t need."],
  "grant.grantee": ["NOT_FOUND", "No other organisation with this handle was found."],
  "grant.name": ["INVALID", "Enter a name below the zone, such as shop."],

  "record.changed": ["CONFLICT", "Somebody edited these records in the meantime. Check them again, then retry."],
  "record.known": ["CONFLICT", "This record already exists."],
  "record.unknown": ["NOT_FOUND", "Record not found. It may have been deleted: reload the zone."],
  "record.invalid": ["INVALID", "This record isn’t valid."],
  "record.limit": [
    "LIMIT_REACHED",
    "The zone would have more records than are allowed. Remove some, or ask the portal’s administrator for more.",
  ],
  "zone.changed": ["CONFLICT", "Somebody edited the zone in the meantime. Check the changes again, then confirm them."],
  "zone.importing": [
    "CONFLICT",
    "A zone file is being imported into this zone. Nothing was changed. Wait until the import has ended, then try again.",
  ],
  "import.unknown": ["NOT_FOUND", "Import not found, or it ended more than a day ago."],
  "zone.fileInvalid": ["INVALID", "Nothing was imported: this file has errors."],
  "zone.unconfirmed": [
    "CONFLICT",
    "This would remove or change over 30 % of the zone’s records. Check the changes, and confirm them if they are right.",
  ],
  "zone.version": ["NOT_FOUND", "Version not found."],
  "zone.unserved": ["CONFLICT", "Only an active zone can have DNSSEC. Verify its ownership first."],
  "zone.alias": [
    "CONFLICT",
    "The zone has an ALIAS record, whose answers can’t be signed. Replace it with A and AAAA records first.",
  ],
  "zone.nameServer": ["UPSTREAM", "Couldn’t reach the name server. Nothing was changed. Try again in a moment."],
  "zone.noNameServer": [
    "UPSTREAM",
    "This portal isn’t connected to its name server’s API. Ask the portal’s administrator to set DNS_API_URL and DNS_API_KEY.",
  ],
  "body.zoneFile": ["TOO_LARGE", "Send at most 16 MiB."],
  "body.zoneFileType": ["UNSUPPORTED_TYPE", "Send the file as Content-Type: text/dns, or as “text” in JSON."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
