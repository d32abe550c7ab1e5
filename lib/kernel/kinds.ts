import type { z } from "zod";
import type { Trx } from "@/db/client";
import { openAccount, openInvitation, openOrganisation } from "@/db/opening";
import type { Permission } from "@/lib/access";
import type { Caller, UserActor } from "@/lib/kernel/actor";
import {
  type Invitation,
  type InvitationRow,
  invitationOf,
  type Organisation,
  type OrganisationRow,
  organisationOf,
  requirePermission,
  requireUnsuspended,
  type WhenSuspended,
} from "@/lib/kernel/entry";
import { KernelRefusal } from "@/lib/kernel/errors";
import type { Dangerous } from "@/lib/kernel/fresh";
import {
  type Declaration,
  type Noted,
  type Operation,
  operation,
  type Reach,
  type Written,
} from "@/lib/kernel/operation";
import { requireOpenSession, requireOwnSignIn, requireSecondFactor, requireUser } from "@/lib/kernel/require_user";
import type { CommandTools, Traced } from "@/lib/kernel/trace";
import { hashToken } from "@/lib/tokens";

/** Which tokens may call an operation on the user's own account. There is no default: forgetting it doesn't compile. */
interface ForTokens {
  token: Reach;
}

interface Standing {
  organisation: Organisation;
  actor: UserActor;
}

/** For a token of one organisation, or a session of its own sign-in, the others don't exist. */
function opens({ via, confinedTo }: UserActor, organisationId: string): boolean {
  if (confinedTo !== null && confinedTo !== organisationId) return false;
  return via?.reach !== "organisation" || via.organisationId === organisationId;
}

interface InOrganisation<I extends z.ZodType> extends Declaration<I>, ForTokens, Dangerous {
  permission: Permission | "membership";
  /** Also for members without the second factor, or the sign-in, that the organisation requires: leaving it. */
  withoutSecondFactor?: true;
}
/**
 * `member`: first the account of the member it is about (`userId`, or the caller), which it may change, then the
 * organisation.
 */
type Lock = "organisation" | "member" | "none";
type OfOrganisation = z.ZodType<{ organisation: string }>;

/** Slow work, such as calling another server: done before the operation's transaction, while nothing is locked. */
interface SlowWork<I extends z.ZodType, C, P> {
  /** In a short read-only transaction: checks whether the work may begin, and reads what it needs. */
  check?(context: Standing & { trx: Trx; again(): Promise<Caller> }, input: z.output<I>): Promise<C>;
  prepare?(input: z.output<I>, checked: C): Promise<P>;
}

function inOrganisation<I extends OfOrganisation, O>(
  kind: "organisationQuery" | "organisationCommand",
  name: string,
  declared: InOrganisation<I> &
    Partial<Written> &
    WhenSuspended &
    SlowWork<I, unknown, unknown> & {
      lock?: Lock;
      run(context: Standing & Traced & { prepared: unknown }, input: z.output<I>): Promise<O>;
    },
): Operation<I, O> {
  const { permission, token, fresh, lock = "organisation" } = declared;
  const writes = kind === "organisationCommand";
  return operation<I, OrganisationRow, Standing, O>({
    ...declared,
    about: {
      ...{ name, kind, permission, token, public: false },
      ...{ whileSuspended: declared.whileSuspended, withoutSecondFactor: declared.withoutSecondFactor, fresh },
    },
    writes,
    identify: (caller) => void requireUser(caller, token),
    open(caller, input, reading) {
      const { userId } = requireUser(caller, token);
      const target = lock === "member" && !reading ? ((input as { userId?: string }).userId ?? userId) : null;
      return openOrganisation(userId, input.organisation, { locking: !reading && lock !== "none", target }, reading);
    },
    admit([row], caller) {
      const actor = requireUser(caller, token);
      if (!row || !opens(actor, row.id)) throw new KernelRefusal("unknown");
      const organisation = organisationOf(row, actor.via?.permissions ?? null);
      if (!declared.withoutSecondFactor) requireOwnSignIn(actor, row);
      if (row.secondFactorRequired && !declared.withoutSecondFactor) requireSecondFactor(actor, row.name);
      return { organisation, actor };
    },
    permit({ organisation }) {
      if (permission !== "membership") requirePermission(organisation, permission);
      if (writes && !declared.whileSuspended) requireUnsuspended(organisation);
    },
    scope: ({ organisation }) => ({ organisationId: organisation.id }),
  });
}

/** A query for members of the organisation with the permission. */
export const organisationQuery = <I extends OfOrganisation, O, C = undefined, P = undefined>(
  name: string,
  declared: InOrganisation<I> &
    SlowWork<I, C, P> & {
      run(context: Standing & { trx: Trx; prepared: P }, input: z.output<I>): Promise<O>;
    },
) => inOrganisation("organisationQuery", name, declared as Parameters<typeof inOrganisation<I, O>>[2]);

/** A command for members of the organisation with the permission. Locks the organisation unless told not to. */
export const organisationCommand = <I extends OfOrganisation, O, C = undefined, P = undefined>(
  name: string,
  declared: InOrganisation<I> &
    Written &
    WhenSuspended &
    SlowWork<I, C, P> & {
      lock?: Lock;
      run(context: Standing & CommandTools & { prepared: P }, input: z.output<I>): Promise<O>;
    },
) => inOrganisation("organisationCommand", name, declared as Parameters<typeof inOrganisation<I, O>>[2]);

interface Guest {
  invitation: Invitation;
  actor: UserActor | null;
}
type OfInvitation = z.ZodType<{ token: string } | { invitation: string }>;

function withInvitation<I extends OfInvitation, O>(
  kind: "guestQuery" | "guestCommand",
  name: string,
  declared: Declaration<I> &
    Partial<Written> &
    WhenSuspended & { signedIn: boolean; run(context: Guest & Traced, input: z.output<I>): Promise<O> },
): Operation<I, O> {
  const writes = kind === "guestCommand";
  return operation<I, InvitationRow, Guest, O>({
    ...declared,
    about: {
      ...{ name, kind, permission: "proof", token: "never", public: !declared.signedIn },
      whileSuspended: declared.whileSuspended,
    },
    writes,
    identify: (caller) => void ((declared.signedIn || caller.actor?.kind === "user") && requireUser(caller, "never")),
    open({ actor }, input) {
      const user = actor?.kind === "user" ? actor.userId : null;
      if ("invitation" in input && actor?.kind === "user" && !actor.verified)
        throw new KernelRefusal("invitation.unverified");
      // Invitations lead elsewhere: such a session is a member's already.
      if ("invitation" in input && actor?.kind === "user" && actor.confinedTo !== null)
        throw new KernelRefusal("actor.confined");
      return openInvitation(
        user,
        "token" in input ? { secret: hashToken(input.token) } : { id: input.invitation },
        !writes,
      );
    },
    admit([row], { actor }) {
      if (!row) throw new KernelRefusal("unknown");
      const invitation = invitationOf(row);
      const own = actor?.kind === "user" ? actor.confinedTo : null;
      if (declared.signedIn && own !== null && own !== invitation.organisation.id)
        throw new KernelRefusal("actor.confined");
      if (writes && !declared.whileSuspended) requireUnsuspended(invitation);
      return { invitation, actor: actor?.kind === "user" ? actor : null };
    },
    scope: ({ invitation }) => ({ organisationId: invitation.organisation.id }),
  });
}

/** A query of an invitation, for the holder of its link or its addressee. */
export const guestQuery = <I extends OfInvitation, O>(
  name: string,
  declared: Declaration<I> & { signedIn: boolean; run(context: Guest & { trx: Trx }, input: z.output<I>): Promise<O> },
) => withInvitation("guestQuery", name, declared);

/**
 * A command that answers an invitation, for the holder of its link or its addressee. Locks the user, then the
 * organisation.
 */
export const guestCommand = <I extends OfInvitation, O>(
  name: string,
  declared: Declaration<I> &
    Written &
    WhenSuspended & { signedIn: boolean; run(context: Guest & CommandTools, input: z.output<I>): Promise<O> },
) => withInvitation("guestCommand", name, declared);

interface ForHalfSessions {
  /** For a session that still lacks its second factor, too: what gives it, or ends the session. It implies `whileLeaving`. */
  beforeSecondFactor?: true;
  /** For an account whose owner is leaving, too. */
  whileLeaving?: true;
}

/** Also for a session that opens one organisation only, the one whose sign-in it is by: its `run` shows nothing of others. */
interface ForConfinedSessions {
  whileConfined?: true;
}

function aboutOneself<I extends z.ZodType, O>(
  kind: "accountQuery" | "accountCommand",
  name: string,
  declared: Declaration<I> &
    ForTokens &
    ForHalfSessions &
    ForConfinedSessions &
    Dangerous &
    Partial<Written> &
    Noted<I, unknown> & {
      lock?: "owner" | "none";
      check?(context: { actor: UserActor; trx: Trx }, input: z.output<I>): Promise<unknown>;
      prepare?(input: z.output<I>, checked: unknown): Promise<unknown>;
      run(context: { actor: UserActor } & Traced & { prepared: unknown }, input: z.output<I>): Promise<O>;
    },
): Operation<I, O> {
  const writes = kind === "accountCommand";
  const { token, beforeSecondFactor, whileLeaving, whileConfined, fresh } = declared;
  const required = (caller: Caller) => {
    const actor = requireUser(caller, token, { beforeSecondFactor, whileLeaving });
    if (actor.confinedTo !== null && !whileConfined) throw new KernelRefusal("actor.confined");
    return actor;
  };
  const about = { name, kind, permission: "self", token, public: false, beforeSecondFactor, fresh } as const;
  return operation<I, { id: string }, { actor: UserActor }, O>({
    ...declared,
    about: { ...about, whileLeaving, whileConfined },
    writes,
    identify: (caller) => void required(caller),
    open: (caller) => openAccount(required(caller).userId, declared.lock ?? "none", !writes),
    admit([row], caller) {
      if (!row) throw new KernelRefusal("actor.none");
      return { actor: required(caller) };
    },
    scope: ({ actor }) => ({ userId: actor.userId }),
    async recheck({ actor }, trx) {
      if (declared.lock === "owner") await requireOpenSession(trx, actor);
    },
  });
}

/** A query of a signed-in user's own data. */
export const accountQuery = <I extends z.ZodType, O>(
  name: string,
  declared: Declaration<I> &
    ForTokens &
    ForHalfSessions &
    ForConfinedSessions &
    Dangerous & { run(context: { actor: UserActor; trx: Trx }, input: z.output<I>): Promise<O> },
) => aboutOneself("accountQuery", name, declared);

/**
 * A command on a signed-in user's own data; `lock: "owner"` if it decides about something they own. Slow work as in
 * organisations.
 */
export const accountCommand = <I extends z.ZodType, O, C = undefined, P = undefined>(
  name: string,
  declared: Declaration<I> &
    ForTokens &
    ForHalfSessions &
    ForConfinedSessions &
    Dangerous &
    Written &
    Noted<I, P> & {
      lock?: "owner" | "none";
      check?(context: { actor: UserActor; trx: Trx }, input: z.output<I>): Promise<C>;
      prepare?(input: z.output<I>, checked: C): Promise<P>;
      run(context: { actor: UserActor } & CommandTools & { prepared: P }, input: z.output<I>): Promise<O>;
    },
) => aboutOneself("accountCommand", name, declared as Parameters<typeof aboutOneself<I, O>>[2]);
