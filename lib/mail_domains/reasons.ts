import type { ErrorCode } from "@/lib/kernel/errors";

/** Why a mail domain isn’t added or verified. */
export const mailDomainReasons = {
  "mailDomain.known": ["CONFLICT", "Your organisation has added this domain already."],
  "mailDomain.limit": ["LIMIT_REACHED", "An organisation can have 20 mail domains. Remove one first."],
  "mailDomain.taken": [
    "CONFLICT",
    "Another organisation on this portal has verified this domain. If it is yours, contact the portal’s administrator.",
  ],
  "mailDomain.unproved": [
    "CONFLICT",
    "The TXT record wasn’t found yet. Add it where your domain’s DNS is managed, then check again. It can take a while to be visible.",
  ],
  "mailDomain.unanswered": [
    "UPSTREAM",
    "The name servers didn’t answer in time. Nothing was changed. Try again in a minute.",
  ],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
