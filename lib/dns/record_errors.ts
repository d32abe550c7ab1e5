/** Refusals about records, files, versions and signing. What is wrong with a record itself has its words in reasons.ts. */
export const recordReasons = {
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
} as const;
