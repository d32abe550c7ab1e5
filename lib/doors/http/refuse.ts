import type { ErrorCode, Refusal } from "@/lib/kernel/errors";

/** The HTTP status of each code. */
export const statuses: Record<ErrorCode, number> = {
  INVALID: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  LIMIT_REACHED: 403,
  SECOND_FACTOR_REQUIRED: 403,
  FRESH_PROOF_REQUIRED: 403,
  SUSPENDED: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  GONE: 410,
  TOO_LARGE: 413,
  UNSUPPORTED_TYPE: 415,
  PENDING: 428,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  UPSTREAM: 502,
  FEATURE_DISABLED: 503,
  UNAVAILABLE: 503,
};

/** A refusal in the form that REST promises. */
export function refuse(
  { code, reason, message, fields, retryAfter, current }: Refusal,
  more: Record<string, string> = {},
): Response {
  const headers = { "Cache-Control": "no-store", ...more, ...(retryAfter && { "Retry-After": String(retryAfter) }) };
  const body = { error: message, code, reason, ...(fields && { fields }), ...(current && { current }) };
  return Response.json(body, { status: statuses[code], headers });
}
