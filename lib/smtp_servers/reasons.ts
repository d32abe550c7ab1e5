import type { ErrorCode } from "@/lib/kernel/errors";

/** Why an organisation’s mail server is refused, or what it said. */
export const smtpServerReasons = {
  "provider.unknown": ["NOT_FOUND", "There is no such mail server, or you can’t see it."],
  "provider.limit": [
    "LIMIT_REACHED",
    "An organisation can have twenty mail servers of its own. Remove one that nobody needs.",
  ],
  "provider.password": [
    "INVALID",
    "Give the password again: it was stored for another server or user, and goes to no other.",
  ],
  "provider.silent": [
    "UPSTREAM",
    "The mail server didn’t answer in time. Check host and port, and whether it lets other machines in.",
  ],
  "provider.unreachable": ["UPSTREAM", "Nothing answers at this host and port. Check both, then try again."],
  "provider.broken": ["UPSTREAM", "The mail server broke off. Check the port and the encryption, then try again."],
  "provider.insecure": ["UPSTREAM", "No safe connection could be made. Check the encryption that you chose."],
  "provider.login": ["UPSTREAM", "The mail server refused the user name and password. Check both."],
  "provider.refused": ["UPSTREAM", "The mail server refused the mail."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
