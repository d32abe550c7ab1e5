import type { z } from "zod";
import type { Trx } from "@/db/client";
import { openScope } from "@/db/opening";
import type { Caller, SystemActor, UserActor } from "@/lib/kernel/actor";
import { KernelRefusal } from "@/lib/kernel/errors";
import type { Dangerous } from "@/lib/kernel/fresh";
import { type About, type Declaration, type Operation, operation, type Written } from "@/lib/kernel/operation";
import { requireUser } from "@/lib/kernel/require_user";
import type { CommandTools, Traced } from "@/lib/kernel/trace";
import { portalRight } from "@/lib/portal_rights";

/** A portal administrator, or the machine's command line. */
interface Administrator {
  actor: UserActor | SystemActor;
}
function requireAdministrator(caller: Caller, { name, kind, token }: About): UserActor | SystemActor {
  if (caller.actor?.kind === "system") return caller.actor;
  const actor = requireUser(caller, token);
  if (!actor.portalAdmin) throw new KernelRefusal("permission.portal");
  if (actor.administratorsNeedFactor && actor.secondFactor !== "confirmed")
    throw new KernelRefusal(actor.via ? "token.secondFactor" : "portal.secondFactor");
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
    ForPortalTokens &
    Dangerous & {
      check?(context: Administrator & { trx: Trx }, input: z.output<I>): Promise<unknown>;
      prepare?(input: z.output<I>, checked: unknown): Promise<unknown>;
      run(context: Administrator & Traced & { prepared: unknown }, input: z.output<I>): Promise<O>;
    },
): Operation<I, O> {
  const writes = kind === "portalCommand";
  const { token = "portal", fresh } = declared;
  const about: About = { name, kind, permission: "portal", token, public: false, fresh };
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
    ForPortalTokens &
    Dangerous & {
      prepare?(input: z.output<I>): Promise<P>;
      run(context: Administrator & CommandTools & { prepared: P }, input: z.output<I>): Promise<O>;
    },
) => ofPortal("portalCommand", name, declared as Parameters<typeof ofPortal<I, O>>[2]);
