/** The closed set of codes that every door translates; the design of a refusal starts here. */
export const errorCodes = [
  "INVALID",
  "UNAUTHENTICATED",
  "SECOND_FACTOR_REQUIRED",
  "FORBIDDEN",
  "LIMIT_REACHED",
  "NOT_FOUND",
  "METHOD_NOT_ALLOWED",
  "CONFLICT",
  "GONE",
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

/** What there is now, where a change was made on something older: of a zone its version, of a set its records too. */
export interface Current {
  version: number;
  /** Null when the set is gone. */
  ttl?: number | null;
  contents?: string[];
}

/** A refusal as it crosses a door: plain data, written for a person. */
export interface Problem {
  code: ErrorCode;
  /** A closed, dotted name of the exact cause, for code and tests: `handle.taken`. */
  reason?: string;
  message: string;
  fields?: FieldErrors;
  /** Seconds until another try makes sense; only with RATE_LIMITED. */
  retryAfter?: number;
  /** Only with CONFLICT: the newer value. */
  current?: Current;
}

/** What a server action answers. */
export type Outcome<T> = { ok: true; data: T } | { ok: false; error: Problem };

/** The reasons of the kernel itself, each with its code and the words that a person reads: what happened, and what to do next. */
export const kernelReasons = {
  "input.invalid": ["INVALID", "Please check the marked fields."],
  "input.many": ["INVALID", "This holds too many values, or too many within each other. Send less at once."],
  "actor.none": ["UNAUTHENTICATED", "Sign in to go on."],
  "actor.secondFactor": ["SECOND_FACTOR_REQUIRED", "Confirm your second factor to go on."],
  "permission.missing": ["FORBIDDEN", "Your role doesn’t allow this. Ask an owner or admin of the organisation."],
  "permission.portal": ["FORBIDDEN", "Only a portal administrator may do this."],
  "rate.exceeded": ["RATE_LIMITED", "Too many tries. Wait a little, then try again."],
  unknown: ["NOT_FOUND", "This doesn’t exist, or you can’t see it."],
  "upstream.database": [
    "UNAVAILABLE",
    "The database can’t be reached right now. Nothing was changed. Try again in a moment.",
  ],
  internal: ["INTERNAL", "Something went wrong on our side. Nothing was changed. Try again."],
  "feature.off": [
    "FEATURE_DISABLED",
    "The portal’s administrator has switched this off for now. Nothing that it holds is lost.",
  ],
  "invitation.unverified": ["FORBIDDEN", "Confirm your e-mail address, or open the link from the invitation’s mail."],
  "server.pool": ["LIMIT_REACHED", "The pool hasn’t that much left. Ask for less, or ask the portal’s administrator."],
  "permission.token": ["FORBIDDEN", "This token wasn’t given the right to do this. Use one that has it, or sign in."],
  "permission.tokenBelow": [
    "FORBIDDEN",
    "This token was given less than this role allows. Use one that was given more, or sign in.",
  ],
  "token.reach": ["FORBIDDEN", "This token doesn’t reach that far. Sign in, or make a token for the whole account."],
  "token.portal": [
    "FORBIDDEN",
    "This token doesn’t reach the portal’s administration. Sign in, or make a token with the reach portal.",
  ],
  "token.portalAlone": [
    "FORBIDDEN",
    "This token reaches the portal’s administration and nothing else. Use one of the organisation, or of the whole account.",
  ],
} as const satisfies Record<string, readonly [ErrorCode, string]>;

/** What a refusal may say besides its reason. */
export interface More {
  message?: string;
  fields?: FieldErrors;
  retryAfter?: number;
  /** What was asked for in vain, for a door that words it in its own way. */
  subject?: string;
  current?: Current;
}

/** What operations throw on purpose. Anything else is a fault of ours and becomes INTERNAL at the door. */
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

/** A refusal of the kernel’s own; domains throw an AppError (lib/errors.ts). */
export class KernelRefusal extends Refusal {
  constructor(reason: keyof typeof kernelReasons, more?: More) {
    super(reason, kernelReasons[reason], more);
    this.name = "KernelRefusal";
  }
}

/** Plain data for the client, without anything that the error carries besides. */
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
