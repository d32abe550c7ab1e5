import { setTimeout } from "node:timers/promises";
import type { z } from "zod";
import { type Trx, transaction } from "@/db/client";
import type { Opening } from "@/db/driver";
import { behindFeature } from "@/db/opening";
import type { Permission } from "@/lib/access";
import type { Feature } from "@/lib/features";
import type { Caller } from "@/lib/kernel/actor";
import { Refusal } from "@/lib/kernel/errors";
import { toRefusal } from "@/lib/kernel/faults";
import { requireFreshProof } from "@/lib/kernel/fresh";
import { onceFor } from "@/lib/kernel/once";
import { parse } from "@/lib/kernel/parse";
import { type Limit, settle, spend } from "@/lib/kernel/rate";
import { lackOfRights, noteRefused, type Refused } from "@/lib/kernel/refused";
import { type Logged, leaveTrace, type Scope, type Traced, traced } from "@/lib/kernel/trace";

/**
 * `organisation`: a token of an organisation or an account; `account`: only one for the whole account; `portal`: only a
 * portal administrator’s token for the portal, which opens nothing else; `never`: none.
 */
export type Reach = "organisation" | "account" | "portal" | "never";

type Noun = "organisation" | "guest" | "account" | "portal" | "public";
export type Kind = `${Noun}Query` | `${Noun}Command` | "systemCommand";

/** The facts about an operation that tests and doors can read without calling it. */
export interface About {
  /** `resource.verb`, as written to the audit log. */
  name: string;
  kind: Kind;
  /** A row of the access table, or its replacement. Every operation has one. */
  permission: Permission | "membership" | "self" | "proof" | "portal" | "anybody" | "system";
  /** The reach that a token needs; `never`: sessions only. */
  token: Reach;
  /** Whether it may be called without signing in. */
  public: boolean;
  /** A command that a suspended organisation allows. */
  whileSuspended?: true;
  /** What members may do without the second factor that their organisation requires. */
  withoutSecondFactor?: true;
  /** What a session may do that still lacks its second factor: look at itself, give the factor, end. */
  beforeSecondFactor?: true;
  /** What the session of an account may call whose owner is leaving: stay. */
  whileLeaving?: true;
  /** What a session may do about its user that opens one organisation only. */
  whileConfined?: true;
  /** Whether a session needs a proof of the last ten minutes. */
  fresh?: true;
  /** The reason, if this write leaves no audit row. */
  unaudited?: string;
  /** The declaration of a command that leaves an audit row. */
  logged?: Logged;
  /** Whether it may be called only so often. */
  limited?: boolean;
}

/** A query or command: a door calls it with the caller and raw input. Throws a Refusal. */
export interface Operation<I extends z.ZodType, O> {
  (caller: Caller, input: z.input<I>): Promise<O>;
  readonly about: About;
  readonly input: I;
}

export interface Declaration<I extends z.ZodType> {
  input: I;
  limits?: readonly Limit<z.output<I>>[];
  /** The feature of the portal that it belongs to, and is switched off with. */
  feature?: Feature;
  /** The minimum duration: timing must not tell a known address from an unknown one. */
  floorMs?: number;
}
/** The declaration of every command about its row in the log. */
export interface Written {
  /** Its sentence in the activity, or why it leaves no row, for example because it only sets a time stamp. */
  did: Logged["did"] | { unaudited: string };
  event: Logged["event"];
}

/** The declaration of a command whose refusals are noted in the log. */
export interface Noted<I extends z.ZodType, P> {
  /** @returns what to note about a refusal; null for nothing */
  refused?(refusal: Refusal, input: z.output<I>, prepared: P, caller: Caller): Refused | null;
}

/** The steps of one kind of operation; `Row` is the result of opening the transaction. */
interface Way<I extends z.ZodType, Row, Context, O> extends Declaration<I>, Partial<Written>, Noted<I, unknown> {
  about: About;
  writes: boolean;
  /** Checks whether the caller may begin at all: throws before anything is counted, parsed or looked up. */
  identify(caller: Caller): void;
  /** The check before slow work, in a short transaction that reads and locks nothing; `prepare` gets its result. */
  check?(context: Context & { trx: Trx; again(): Promise<Caller> }, input: z.output<I>): Promise<unknown>;
  prepare?(input: z.output<I>, checked: unknown): Promise<unknown>;
  /** `reading`: it neither writes nor locks. */
  open(caller: Caller, input: z.output<I>, reading: boolean): Opening;
  /** Judges the opened row after the lock: throws NOT_FOUND. */
  admit(rows: Row[], caller: Caller): Context;
  /** Judges the rights of whoever was admitted: throws FORBIDDEN. */
  permit?(context: Context): void;
  scope(context: Context, caller: Caller): Scope;
  /** Judges once more, with the database, what may have changed while the lock was waited for. */
  recheck?(context: Context, trx: Trx): Promise<void>;
  run(context: Context & Traced & { prepared: unknown }, input: z.output<I>): Promise<O>;
}

/**
 * The order of every operation: caller, rate limit, validation, slow work, begin with scope and lock, standing, run,
 * trace, commit.
 */
export function operation<I extends z.ZodType, Row, Context extends object, O>(
  way: Way<I, Row, Context, O>,
): Operation<I, O> {
  const { did, event, limits = [] } = way;
  const unaudited = typeof did === "object" ? did.unaudited : undefined;
  const logged = typeof did === "object" || did === undefined ? undefined : { did, event: event ?? null };
  const about = { ...way.about, unaudited, logged, limited: limits.length > 0 };
  const perform = async (caller: Caller, raw: z.input<I>): Promise<O> => {
    let scope: Scope = {};
    const spent: Awaited<ReturnType<typeof spend>> = [];
    let known: { input: z.output<I>; prepared?: unknown } | undefined;
    const admitted = (rows: Row[], who: Caller): Context => {
      const context = way.admit(rows, who);
      scope = way.scope(context, who);
      way.permit?.(context);
      // Last, and once more after the lock: whoever may not do it isn’t asked for a proof.
      if (way.about.fresh) requireFreshProof(who.actor);
      return context;
    };
    try {
      way.identify(caller);
      spent.push(...(await spend(about.name, limits, caller)));
      const input = parse(way.input, raw);
      spent.push(...(await spend(about.name, limits, caller, input)));
      const floor = way.floorMs && setTimeout(way.floorMs);
      const begin = (asker: Caller, reading: boolean) => {
        const opening = way.open(asker, input, reading);
        return way.feature ? behindFeature(opening, way.feature) : opening;
      };
      const again = async () => (await caller.again?.()) ?? caller;
      const once = way.writes ? onceFor(caller) : null;
      const checked =
        (way.check || (once && way.prepare)) &&
        (await transaction<Row, unknown>(begin(caller, true), async (trx, rows) => {
          const context = admitted(rows, caller);
          await once?.endIfAnswered(trx);
          return way.check?.({ ...context, trx, again }, input);
        }));
      const prepared = await way.prepare?.(input, checked);
      known = { input, prepared };
      // An upload may have taken an hour.
      const asker = way.prepare ? await again() : caller;
      way.identify(asker);
      const output = await transaction<Row, O>(begin(asker, !way.writes), async (trx, rows) => {
        const context = admitted(rows, asker);
        await way.recheck?.(context, trx);
        await once?.begin(trx);
        const tools = traced(trx, asker);
        const output = await way.run({ ...context, ...tools, prepared }, input);
        await once?.end(trx, output);
        if (way.writes) await leaveTrace(tools, about.name, scope, logged);
        return output;
      });
      await floor;
      await settle(spent);
      return output;
    } catch (error) {
      const refusal = toRefusal(error);
      if (refusal instanceof Refusal) {
        const noted = known && way.refused?.(refusal, known.input, known.prepared, caller);
        const refused = noted ?? lackOfRights(caller, refusal, scope, about);
        if (refused) await noteRefused(caller, refused);
        await settle(spent, refusal.reason);
      }
      throw refusal;
    }
  };
  return Object.assign(perform, { about, input: way.input });
}
