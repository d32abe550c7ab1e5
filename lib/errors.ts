import { tokenReasons } from "@/lib/api_tokens/reasons";
import { requestReasons } from "@/lib/doors/rest/reasons";
import { fileReasons } from "@/lib/files/reasons";
import { pictureReasons } from "@/lib/pictures/reasons";
import { webhookReasons } from "@/lib/webhooks/reasons";
import { zoneReasons } from "@/lib/zones/reasons";

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
  reason?: Reason;
  message: string;
  fields?: FieldErrors;
  /** Seconds until another try makes sense; only with RATE_LIMITED. */
  retryAfter?: number;
  /** Only with CONFLICT: the newer value. */
  current?: Current;
}

/** What a server action answers. */
export type Outcome<T> = { ok: true; data: T } | { ok: false; error: Problem };

/** Every reason with its code and the words that a person reads: what happened, and what to do next. */
export const reasons = {
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
  "address.unknown": ["UPSTREAM", "There is no machine of this name. Check how it is written."],
  "address.private": [
    "FORBIDDEN",
    "This leads to a private address, which this portal doesn’t connect to. Use one that is on the open internet, or ask the portal’s administrator.",
  ],
  "secret.unreadable": [
    "CONFLICT",
    "The stored password can’t be read any more: the portal’s encryption key was changed. Give the password again.",
  ],
  internal: ["INTERNAL", "Something went wrong on our side. Nothing was changed. Try again."],

  "feature.off": [
    "FEATURE_DISABLED",
    "The portal’s administrator has switched this off for now. Nothing that it holds is lost.",
  ],

  "handle.taken": ["CONFLICT", "This handle is taken. Try another one."],
  "handle.held": [
    "CONFLICT",
    "This handle was in use until recently and is held for its former organisation. Try another one.",
  ],
  "organisation.limit": [
    "LIMIT_REACHED",
    "You own as many organisations as you may. Transfer one, or ask the portal’s administrator.",
  ],
  "handle.tooMany": [
    "LIMIT_REACHED",
    "This organisation already holds five former handles. The oldest goes after 90 days; or go back to one of them.",
  ],
  "organisation.creationClosed": [
    "FORBIDDEN",
    "On this portal, only somebody who is already an owner or admin of an organisation may make another. Ask to be invited to one.",
  ],

  "account.unverified": ["FORBIDDEN", "Confirm your e-mail address first. The link is in the mail that we sent you."],
  "account.unknown": ["NOT_FOUND", "There is no account with this address."],
  "account.known": ["CONFLICT", "There is already an account with this address. Sign in instead."],
  "account.signUpClosed": [
    "FEATURE_DISABLED",
    "Sign-up is by invitation only here. Ask somebody who runs an organisation to invite you.",
  ],
  "account.wrongPassword": ["INVALID", "The address and the password don’t match."],
  "account.samePassword": ["INVALID", "This is your password already. Choose another."],
  "account.wrongCurrent": ["INVALID", "This isn’t your password. If you forgot it, sign out and ask for a new one."],
  "account.wrongUser": ["CONFLICT", "This link belongs to another account. Sign in to that account to use it."],
  "link.invalid": ["NOT_FOUND", "This link isn’t valid. Check that you opened the whole address."],
  "link.used": ["GONE", "This link was already used. Ask for a new one."],
  "link.expired": ["GONE", "This link has expired. Ask for a new one."],
  "setup.pending": [
    "FEATURE_DISABLED",
    "This portal isn’t set up yet. Its first user is made with the link that was printed where it was started.",
  ],
  "setup.done": ["GONE", "This portal is already set up. Sign in instead."],

  "role.unknown": ["NOT_FOUND", "There is no such role."],
  "role.owner": ["FORBIDDEN", "Nobody can be made the owner like this: ownership moves by transfer."],
  "role.ceiling": ["FORBIDDEN", "You can only give, change or delete roles that allow less than your own."],
  "role.tier": ["FORBIDDEN", "Roles of one’s own need the Enterprise Portal. Ask the portal’s administrator."],
  "role.taken": ["CONFLICT", "There is a role of this name already."],
  "role.limit": ["LIMIT_REACHED", "An organisation can have twenty roles of its own. Delete one that nobody needs."],
  "role.builtIn": ["FORBIDDEN", "Owner, admin and member are the same everywhere and can’t be changed."],
  "role.held": ["CONFLICT", "Members hold this role. Give them another one first."],
  "role.default": ["CONFLICT", "New invitations are for this role. Make another one usual for them first."],

  "project.taken": ["CONFLICT", "There is a project of this name already."],
  "project.limit": ["LIMIT_REACHED", "An organisation can have a hundred projects. Delete one that nobody needs."],
  "project.servers": [
    "FORBIDDEN",
    "There are servers in this project, and your role can’t delete servers. Ask an owner or admin.",
  ],
  "project.changed": ["CONFLICT", "A server came to this project or left it meanwhile. Look again at what would go."],
  "project.unknown": ["NOT_FOUND", "There is no such project, or you can’t see it."],

  "member.ownRole": ["FORBIDDEN", "Nobody changes their own role. Ask somebody whose role is above yours."],
  "member.owner": ["FORBIDDEN", "The owner stays the owner until the organisation is handed over."],
  "member.ceiling": ["FORBIDDEN", "You can only manage members whose role allows less than your own."],
  "member.self": ["FORBIDDEN", "To go yourself, leave the organisation."],
  "member.ownLimit": ["FORBIDDEN", "Nobody limits themselves. Ask somebody whose role is above yours."],
  "member.seesAll": ["FORBIDDEN", "Owners and admins see every project. Give this member another role first."],
  "member.wider": [
    "FORBIDDEN",
    "You see only some projects yourself, so this member can’t be given more, or more taken away, by you. Ask an owner or admin.",
  ],
  "member.ownerStays": ["FORBIDDEN", "The owner can’t leave. Hand the organisation over first, then go."],
  "member.addClosed": ["FORBIDDEN", "On this portal people are invited, not added. Send an invitation instead."],
  "member.known": ["CONFLICT", "This person is already a member."],
  "member.unknown": ["NOT_FOUND", "There is no confirmed account with this address. Send an invitation instead."],

  "invitation.roleGone": ["GONE", "The role that this invitation was for is gone. Ask for a new invitation."],
  "invitation.roleTier": [
    "GONE",
    "The role that this invitation was for can’t be given any more. Ask for a new invitation.",
  ],
  "invitation.often": ["RATE_LIMITED", "This address was mailed often enough today. Try again tomorrow."],
  "invitation.pending": ["CONFLICT", "An invitation to this address is already waiting for an answer."],
  "invitation.member": ["CONFLICT", "This person is already a member."],
  "invitation.limit": [
    "LIMIT_REACHED",
    "As many invitations are waiting as the portal tier allows. Revoke some, or wait for answers.",
  ],
  "invitation.notPending": ["CONFLICT", "This invitation isn’t waiting for an answer any more."],
  "invitation.accepted": ["GONE", "This invitation was already accepted."],
  "invitation.rejected": ["GONE", "This invitation was declined."],
  "invitation.revoked": ["GONE", "This invitation was withdrawn. Ask the person who invited you for a new one."],
  "invitation.expired": ["GONE", "This invitation has expired. Ask the person who invited you for a new one."],
  "invitation.inviterGone": [
    "GONE",
    "The person who invited you may no longer invite people. Ask for a new invitation.",
  ],
  "invitation.wrongAddress": [
    "FORBIDDEN",
    "This invitation is for another e-mail address. Sign in with that address to use it.",
  ],
  "invitation.unverified": ["FORBIDDEN", "Confirm your e-mail address, or open the link from the invitation’s mail."],
  "invitation.linkMailed": ["CONFLICT", "This mail was delivered, so its link belongs to the person who received it."],
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
  "node.unreachable": ["UPSTREAM", "The engine doesn’t answer. Check the address, then try again."],
  "node.taken": ["CONFLICT", "There is a node of this name already."],
  "node.endpoint": ["INVALID", "Give the address that the certificates are for, too."],
  "node.used": ["CONFLICT", "There are servers on this node. Delete them first, or close the node."],
  "node.tier": ["FORBIDDEN", "Dedicated nodes need the Enterprise Portal. Raise the organisation’s portal tier first."],
  "node.foreign": [
    "CONFLICT",
    "Servers of other organisations are on this node. It can be dedicated once they are gone.",
  ],

  "node.cleanup": ["CONFLICT", "This node is dedicated to an organisation, which says itself how it’s cleaned."],
  "node.unknown": ["NOT_FOUND", "There is no such node, or it isn’t for you."],
  "server.limit": ["LIMIT_REACHED", "This organisation has as many servers as its portal tier allows."],
  "server.pool": ["LIMIT_REACHED", "The pool hasn’t that much left. Ask for less, or ask the portal’s administrator."],
  "server.taken": ["CONFLICT", "There is a server of this name already."],
  "server.project": ["INVALID", "Choose one of your projects: you wouldn’t see a server without one."],
  "server.noNode": ["CONFLICT", "No node can take this server now. Ask for less, or try again later."],
  "server.deleting": ["CONFLICT", "This server is being deleted."],
  "server.noRoom": ["CONFLICT", "The server’s node can’t give that now. Ask for less, or try again later."],
  "server.variables": ["INVALID", "A server has at most a hundred variables. Remove some first."],
  "server.notRunning": ["CONFLICT", "This server doesn’t run, so nothing can be typed to it. Start it first."],
  "server.unheard": ["UPSTREAM", "The server’s node didn’t take the command. Try again in a moment."],
  "server.streams": ["RATE_LIMITED", "You look at too many servers at once. Close another window of them first."],
  "server.unfinished": ["CONFLICT", "This server is still being made. Wait until it runs."],

  "mail.notFailed": ["CONFLICT", "This mail isn’t waiting for another try."],
  "mail.notHeld": ["CONFLICT", "This mail was or can be delivered, so its link stays hidden."],
  ...requestReasons,
  ...tokenReasons,
  ...webhookReasons,
  ...zoneReasons,
  ...fileReasons,
  ...pictureReasons,
} as const satisfies Record<string, readonly [ErrorCode, string]>;
export type Reason = keyof typeof reasons;

export const isReason = (text: string): text is Reason => Object.hasOwn(reasons, text);

/** The one error that operations throw on purpose. Anything else is a fault of ours and becomes INTERNAL at the door. */
export class AppError extends Error implements Problem {
  readonly code: ErrorCode;
  readonly fields?: FieldErrors;
  readonly retryAfter?: number;
  readonly current?: Current;
  /** What was asked for in vain, for a door that words it in its own way. */
  readonly subject?: string;

  constructor(
    readonly reason: Reason,
    more: { message?: string; fields?: FieldErrors; retryAfter?: number; subject?: string; current?: Current } = {},
  ) {
    super(more.message ?? reasons[reason][1]);
    this.name = "AppError";
    this.code = reasons[reason][0];
    this.fields = more.fields;
    this.retryAfter = more.retryAfter;
    this.current = more.current;
    this.subject = more.subject;
  }
}

/** Refuses at a field: the form shows the wording there, and the reason stays exact. */
export function fieldError(
  reason: Reason,
  field: string,
  message: string = reasons[reason][1],
  subject?: string,
): AppError {
  return new AppError(reason, { message, fields: { [field]: [message] }, subject });
}

/** Plain data for the client, without anything that the error carries besides. */
export function toProblem(error: AppError): Problem {
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
