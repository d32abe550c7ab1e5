import type { ErrorCode } from "@/lib/kernel/errors";

/** Refusals about an organisation’s SMTP servers, and by them. */
export const smtpServerReasons = {
  "provider.unknown": ["NOT_FOUND", "SMTP server not found, or you don’t have access."],
  "provider.limit": ["LIMIT_REACHED", "An organisation can have at most twenty SMTP servers. Remove one first."],
  "provider.password": ["INVALID", "Enter the password again: the stored one belongs to another server or user."],
  "provider.silent": [
    "UPSTREAM",
    "The SMTP server didn’t respond in time. Check host and port, and whether it accepts connections from this portal.",
  ],
  "provider.unreachable": ["UPSTREAM", "Can’t connect to this host and port. Check both, then try again."],
  "provider.broken": [
    "UPSTREAM",
    "The SMTP server closed the connection. Check the port and the encryption, then try again.",
  ],
  "provider.insecure": ["UPSTREAM", "No secure connection could be made. Check the encryption setting."],
  "provider.login": ["UPSTREAM", "The SMTP server rejected the user name and password. Check both."],
  "provider.refused": ["UPSTREAM", "The SMTP server rejected the mail."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
