import type { ErrorCode } from "@/lib/kernel/errors";

/** Refusals of a request before it reaches an operation. */
export const requestReasons = {
  "route.unknown": ["NOT_FOUND", "No such path."],
  "route.method": ["METHOD_NOT_ALLOWED", "This path doesn’t support this method."],
  "procedure.unknown": [
    "NOT_FOUND",
    "No procedure has this name and method. Use GET for queries and POST for mutations.",
  ],
  "route.malformed": ["INVALID", "The URL isn’t well formed. Percent-encode its characters in UTF-8."],
  "origin.foreign": ["FORBIDDEN", "A session can only be used from this portal’s own pages. Programs use a token."],
  "body.type": ["UNSUPPORTED_TYPE", "Send JSON, with Content-Type: application/json."],
  "body.malformed": ["INVALID", "Send one JSON object."],
  "body.encoded": ["UNSUPPORTED_TYPE", "Send the body uncompressed, without Content-Encoding."],
  "body.utf8": ["INVALID", "This isn’t valid UTF-8 text. Send it in UTF-8."],
  "body.large": ["TOO_LARGE", "Send at most 1 MiB."],
  "idempotency.key": ["INVALID", "Send an Idempotency-Key of 1 to 255 visible ASCII characters, without spaces."],
  "list.large": ["TOO_LARGE", "There are more than 10,000 entries. Request them page by page over REST."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
