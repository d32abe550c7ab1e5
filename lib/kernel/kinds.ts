import type { z } from "zod";
import type { Trx } from "@/db/client";
import { openAccount, openInvitation, openOrganisation, openScope } from "@/db/opening";
import type { Permission } from "@/lib/access";
import type { Caller, SystemActor, UserActor, Via } from "@/lib/kernel/actor";
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
import {
  type About,
  type Declaration,
  type Operation,
  operation,
  type Reach,
  type Written,
} from "@/lib/kernel/operation";
import { requireReach } from "@/lib/kernel/reach";
import type { CommandTools, Traced } from "@/lib/kernel/trace";
import { portalRight } from "@/lib/portal_rights";
import { hashToken } from "@/lib/tokens";

function requireUser({ actor }: Caller, token: Reach): UserActor {
  if (actor?.kind !== "user") throw new KernelRefusal("actor.none");
  if (actor.via) requireReach(actor.via, token);
  if (actor.secondFactor === "missing") throw new KernelRefusal("actor.secondFactor");
  return actor;
}

/** Which tokens may call an operation on the user's own account. There is no default: forgetting it doesn't compile. */
interface ForTokens {
  token: Reach;
}

interface Standing {
  organisation: Organisation;
  actor: UserActor;
}
/** For a token of one organisation, the others don't exist. */
function opens(via: Via | null, organisationId: string): boolean {
  return via?.reach !== "organisation" || via.organisationId === organisationId;
}

interface InOrganisation<I extends z.ZodType> extends Declaration<I>, ForTokens {
  permission: Permission | "membership";
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
  const { permission, token, lock = "organisation" } = declared;
  const writes = kind === "organisationCommand";
  return operation<I, OrganisationRow, Standing, O>({
    ...declared,
    about: { name, kind, permission, token, public: false, whileSuspended: declared.whileSuspended },
    writes,
    identify: (caller) => void requireUser(caller, token),
    open(caller, input, reading) {
      const { userId } = requireUser(caller, token);
      const target = lock === "member" && !reading ? ((input as { userId?: string }).userId ?? userId) : null;
      return openOrganisation(userId, input.organisation, { locking: !reading && lock !== "none", target }, reading);
    },
    admit([row], caller) {
      const actor = requireUser(caller, token);
      if (!row || !opens(actor.via, row.id)) throw new KernelRefusal("unknown");
      const organisation = organisationOf(row, actor.via?.permissions ?? null);
      if (row.secondFactorRequired && actor.secondFactor !== "confirmed") throw new KernelRefusal("actor.secondFactor");
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
      return openInvitation(
        user,
        "token" in input ? { secret: hashToken(input.token) } : { id: input.invitation },
        !writes,
      );
    },
    admit([row], { actor }) {
      if (!row) throw new KernelRefusal("unknown");
      const invitation = invitationOf(row);
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

function aboutOneself<I extends z.ZodType, O>(
  kind: "accountQuery" | "accountCommand",
  name: string,
  declared: Declaration<I> &
    ForTokens &
    Partial<Written> & {
      lock?: "owner" | "none";
      check?(context: { actor: UserActor; trx: Trx }, input: z.output<I>): Promise<unknown>;
      prepare?(input: z.output<I>, checked: unknown): Promise<unknown>;
      run(context: { actor: UserActor } & Traced & { prepared: unknown }, input: z.output<I>): Promise<O>;
    },
): Operation<I, O> {
  const writes = kind === "accountCommand";
  const { token } = declared;
  return operation<I, { id: string }, { actor: UserActor }, O>({
    ...declared,
    about: { name, kind, permission: "self", token, public: false },
    writes,
    identify: (caller) => void requireUser(caller, token),
    open: (caller) => openAccount(requireUser(caller, token).userId, declared.lock ?? "none", !writes),
    admit([row], caller) {
      if (!row) throw new KernelRefusal("actor.none");
      return { actor: requireUser(caller, token) };
    },
    scope: ({ actor }) => ({ userId: actor.userId }),
  });
}

/** A query of a signed-in user's own data. */
export const accountQuery = <I extends z.ZodType, O>(
  name: string,
  declared: Declaration<I> &
    ForTokens & { run(context: { actor: UserActor; trx: Trx }, input: z.output<I>): Promise<O> },
) => aboutOneself("accountQuery", name, declared);

/**
 * A command on a signed-in user's own data; `lock: "owner"` if it decides about something they own. Slow work as in
 * organisations.
 */
export const accountCommand = <I extends z.ZodType, O, C = undefined, P = undefined>(
  name: string,
  declared: Declaration<I> &
    ForTokens &
    Written & {
      lock?: "owner" | "none";
      check?(context: { actor: UserActor; trx: Trx }, input: z.output<I>): Promise<C>;
      prepare?(input: z.output<I>, checked: C): Promise<P>;
      run(context: { actor: UserActor } & CommandTools & { prepared: P }, input: z.output<I>): Promise<O>;
    },
) => aboutOneself("accountCommand", name, declared as Parameters<typeof aboutOneself<I, O>>[2]);

/** A portal administrator, or the machine's command line. */
interface Administrator {
  actor: UserActor | SystemActor;
}
function requireAdministrator(caller: Caller, { name, kind, token }: About): UserActor | SystemActor {
  if (caller.actor?.kind === "system") return caller.actor;
  const actor = requireUser(caller, token);
  if (!actor.portalAdmin) throw new KernelRefusal("permission.portal");
  const given = actor.via?.permissions;
  if (given && !given.has(portalRight(name, kind))) throw new KernelRefusal("permission.token");
  return actor;
}

/** By default for tokens with the reach portal; `never` where it would open accounts, or make administrators. */
interface ForPortalTokens {
  token?: "never";
}

function ofPortal<I extends z.ZodType, O>(
  kind: "portalQuery" | "portalCommand",
  name: string,
  declared: Declaration<I> &
    Partial<Written> &
    ForPortalTokens & {
      check?(context: Administrator & { trx: Trx }, input: z.output<I>): Promise<unknown>;
      prepare?(input: z.output<I>, checked: unknown): Promise<unknown>;
      run(context: Administrator & Traced & { prepared: unknown }, input: z.output<I>): Promise<O>;
    },
): Operation<I, O> {
  const writes = kind === "portalCommand";
  const about: About = { name, kind, permission: "portal", token: declared.token ?? "portal", public: false };
  return operation<I, unknown, Administrator, O>({
    ...declared,
    about,
    writes,
    identify: (caller) => void requireAdministrator(caller, about),
    open: () => openScope({ portal: true }, !writes),
    admit: (_rows, caller) => ({ actor: requireAdministrator(caller, about) }),
    scope: () => ({}),
  });
}

/** A query for the portal's administration; slow work as in organisations. */
export const portalQuery = <I extends z.ZodType, O, C = undefined, P = undefined>(
  name: string,
  declared: Declaration<I> &
    ForPortalTokens & {
      check?(context: Administrator & { trx: Trx }, input: z.output<I>): Promise<C>;
      prepare?(input: z.output<I>, checked: C): Promise<P>;
      run(context: Administrator & { trx: Trx; prepared: P }, input: z.output<I>): Promise<O>;
    },
) => ofPortal("portalQuery", name, declared as Parameters<typeof ofPortal<I, O>>[2]);

/** A command for the portal's administration; `prepare` is slow work before the transaction. */
export const portalCommand = <I extends z.ZodType, O, P = undefined>(
  name: string,
  declared: Declaration<I> &
    Written &
    ForPortalTokens & {
      prepare?(input: z.output<I>): Promise<P>;
      run(context: Administrator & CommandTools & { prepared: P }, input: z.output<I>): Promise<O>;
    },
) => ofPortal("portalCommand", name, declared as Parameters<typeof ofPortal<I, O>>[2]);
