/** The closed set of codes that every door translates; the design of a refusal starts here. */
export const errorCodes = [
  "INVALID",
  "UNAUTHENTICATED",
  "SECOND_FACTOR_REQUIRED",
  "FRESH_PROOF_REQUIRED",
  "FORBIDDEN",
  "LIMIT_REACHED",
  "SUSPENDED",
  "NOT_FOUND",
  "METHOD_NOT_ALLOWED",
  "CONFLICT",
  "GONE",
  "PENDING",
  "TOO_LARGE",
  "UNSUPPORTED_TYPE",
  "RATE_LIMITED",
  "FEATURE_DISABLED",
  "UNAVAILABLE",
  "UPSTREAM",
  "INTERNAL",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** Messages by field path ("email", "invitations.2.email"). */
export type FieldErrors = Record<string, string[]>;

/** The current value, where a change was based on an older one: a zone's version, and an RRset's records. */
export interface Current {
  version: number;
  /** Null when the RRset is gone. */
  ttl?: number | null;
  contents?: string[];
}

/** A refusal on its way through a door: plain data, written for a person. */
export interface Problem {
  code: ErrorCode;
  /** A dotted name of the exact cause from a closed set, for code and tests: `handle.taken`. */
  reason?: string;
  message: string;
  fields?: FieldErrors;
  /** Seconds until another attempt makes sense: with RATE_LIMITED, and while the same request is still running. */
  retryAfter?: number;
  /** Only with CONFLICT: the newer value. */
  current?: Current;
}

/** The result of a server action. */
export type Outcome<T> = { ok: true; data: T } | { ok: false; error: Problem };

/** The kernel's own reasons, each with its code and its message: what happened, and what to do next. */
export const kernelReasons = {
  "input.invalid": ["INVALID", "Please check the marked fields."],
  "input.many": ["INVALID", "There are too many values, or they are nested too deeply. Send less at once."],
  "actor.none": ["UNAUTHENTICATED", "Sign in to continue."],
  "actor.secondFactor": ["SECOND_FACTOR_REQUIRED", "Confirm your second factor to continue."],
  "organisation.secondFactor": [
    "SECOND_FACTOR_REQUIRED",
    "This organisation requires a second factor. Add one to your account, then open it again.",
  ],
  "organisation.ownSignIn": [
    "FORBIDDEN",
    "This organisation can be opened only through its own sign-in. Sign in with it, then open it again.",
  ],
  "token.ownSignIn": [
    "FORBIDDEN",
    "This token wasn’t created in a session of the organisation’s own sign-in, which is required here. Sign in with it and create another one.",
  ],
  "actor.confined": [
    "FORBIDDEN",
    "You signed in through an organisation’s own sign-in, which opens only that organisation. Sign in another way to do this.",
  ],
  "portal.secondFactor": [
    "SECOND_FACTOR_REQUIRED",
    "This portal requires a second factor of its administrators. Add one to your account, then try again.",
  ],
  "token.secondFactor": [
    "SECOND_FACTOR_REQUIRED",
    "This token was created in a session without a second factor, which is required here. Create another one in a session that has one.",
  ],
  "actor.proof": ["FRESH_PROOF_REQUIRED", "Confirm that it is you to continue. Nothing was changed."],
  "actor.leaving": ["FORBIDDEN", "You are leaving, so your account can do nothing else. Choose to stay first."],
  "account.leaving": ["CONFLICT", "The owner of this account is leaving, so nothing new can begin for it."],
  "permission.missing": ["FORBIDDEN", "Your role doesn’t allow this. Ask an owner or admin of the organisation."],
  "permission.portal": ["FORBIDDEN", "Only a portal administrator may do this."],
  "rate.exceeded": ["RATE_LIMITED", "Too many attempts. Wait a little, then try again."],
  unknown: ["NOT_FOUND", "Not found, or you don’t have access."],
  "idempotency.otherRequest": [
    "INVALID",
    "This Idempotency-Key was used for another request within the last 24 hours. Send a new key with a new request.",
  ],
  "idempotency.running": [
    "CONFLICT",
    "The first request with this Idempotency-Key is still running. Send the same again in a few seconds.",
  ],
  "upstream.database": [
    "UNAVAILABLE",
    "The database can’t be reached right now. Nothing was changed. Try again in a moment.",
  ],
  internal: ["INTERNAL", "Something went wrong on our side. Nothing was changed. Try again."],
  "organisation.suspended": [
    "SUSPENDED",
    "This organisation is suspended. Contact the portal’s administrator. Nothing was deleted.",
  ],
  "feature.off": ["FEATURE_DISABLED", "The portal’s administrator has disabled this for now. Nothing was deleted."],
  "invitation.unverified": ["FORBIDDEN", "Verify your e-mail address, or open the link in the invitation mail."],
  "server.pool": [
    "LIMIT_REACHED",
    "The pool doesn’t have that much left. Choose less, or contact the portal’s administrator.",
  ],
  "permission.token": [
    "FORBIDDEN",
    "This token doesn’t have the permission for this. Use a token that has it, or sign in.",
  ],
  "permission.tokenBelow": [
    "FORBIDDEN",
    "This token has fewer permissions than this role. Use a token with more permissions, or sign in.",
  ],
  "token.reach": [
    "FORBIDDEN",
    "This token’s scope doesn’t cover this. Sign in, or create a token for the whole account.",
  ],
  "token.portal": [
    "FORBIDDEN",
    "This token’s scope doesn’t cover the portal’s administration. Sign in, or create a token with the scope portal.",
  ],
  "token.portalAlone": [
    "FORBIDDEN",
    "This token’s scope is only the portal’s administration. Use a token of the organisation or of the whole account.",
  ],
} as const satisfies Record<string, readonly [ErrorCode, string]>;

/** Details of a refusal besides its reason. */
export interface More {
  message?: string;
  fields?: FieldErrors;
  retryAfter?: number;
  /** The value that was requested in vain, for a door with its own wording. */
  subject?: string;
  current?: Current;
}

/** Thrown by operations on purpose. Anything else is our fault and becomes INTERNAL at the door. */
export abstract class Refusal extends Error implements Problem {
  readonly code: ErrorCode;
  readonly fields?: FieldErrors;
  readonly retryAfter?: number;
  readonly current?: Current;
  readonly subject?: string;

  constructor(
    readonly reason: string,
    [code, words]: readonly [ErrorCode, string],
    more: More = {},
  ) {
    super(more.message ?? words);
    this.code = code;
    this.fields = more.fields;
    this.retryAfter = more.retryAfter;
    this.current = more.current;
    this.subject = more.subject;
  }
}

/** The kernel’s own refusal; domains throw an AppError (lib/errors.ts). */
export class KernelRefusal extends Refusal {
  constructor(reason: keyof typeof kernelReasons, more?: More) {
    super(reason, kernelReasons[reason], more);
    this.name = "KernelRefusal";
  }
}

/** Plain data for the client, without anything else in the error. */
export function toProblem(error: Refusal): Problem {
  const { code, reason, message, fields, retryAfter, current } = error;
  return {
    code,
    reason,
    message,
    ...(fields && { fields }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(current && { current }),
  };
}
