import type { ErrorCode } from "@/lib/kernel/errors";

/** Why a request is refused before any operation hears of it. */
export const requestReasons = {
  "route.unknown": ["NOT_FOUND", "There is nothing at this address."],
  "route.method": ["METHOD_NOT_ALLOWED", "This address doesn’t take this method."],
  "procedure.unknown": [
    "NOT_FOUND",
    "There is no procedure of this name and method. What reads is asked for with GET, what changes something is sent with POST.",
  ],
  "route.malformed": ["INVALID", "The address isn’t well formed: write each sign in it in UTF-8, escaped with %."],
  "origin.foreign": ["FORBIDDEN", "A session can only be used from this portal’s own pages. Programs use a token."],
  "body.type": ["UNSUPPORTED_TYPE", "Send JSON, with Content-Type: application/json."],
  "body.malformed": ["INVALID", "Send one JSON object."],
  "body.encoded": ["UNSUPPORTED_TYPE", "Send the body as it is, uncompressed: without Content-Encoding."],
  "body.utf8": ["INVALID", "This isn’t text in UTF-8. Send it in that encoding."],
  "body.large": ["TOO_LARGE", "Send at most 1 MiB."],
  "list.large": ["TOO_LARGE", "There are more than 10,000 of these. Ask for them page by page, over REST."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
