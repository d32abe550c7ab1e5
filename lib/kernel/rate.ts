import { createHash } from "node:crypto";
import ipaddr from "ipaddr.js";
import { consume, refund } from "@/db/queries/rate_limits";
import type { Caller } from "@/lib/kernel/actor";
import { KernelRefusal } from "@/lib/kernel/errors";

/** At most `points` calls in `seconds`, counted by caller, by address, or by something in the input. */
export interface Limit<Input> {
  points: number;
  seconds: number;
  by: "actor" | "address" | ((input: Input, address: string | null) => string);
  /** Counts only calls that are refused with this reason: any other gets its point back, such as one with the right code. */
  only?: string;
  /** Portal administrators may read what the function above returns: it is no secret, such as a link's token. */
  shown?: true;
}

interface Subject {
  key: string;
  /** For people, where the key doesn't say it. */
  about: string | null;
}

/** The key that a limit counts by; undefined when there is none, as for an unknown address. */
function subjects<Input>({ by, shown }: Limit<Input>, caller: Caller, input: Input | undefined): Subject[] {
  if (typeof by === "function") {
    if (input === undefined) return [];
    const text = by(input, caller.address && network(caller.address));
    return [{ key: `field:${digest(text)}`, about: shown ? text.slice(0, longestAbout) : null }];
  }
  if (by === "address") return caller.address ? [{ key: `address:${network(caller.address)}`, about: null }] : [];
  return caller.actor?.kind === "user" ? [{ key: `user:${caller.actor.userId}`, about: null }] : [];
}

/** An e-mail address and a network address. */
const longestAbout = 320;

/** Typed text may be long, and shouldn't be stored in the table. */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

/** With IPv6, a household has a whole /64: it counts as one address. */
export function network(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6
    ? parsed.parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(":")
    : parsed.toString();
}

/** A point that was spent, of a limit that counts only one kind of refusal. */
interface Spent {
  key: string;
  points: number;
  seconds: number;
  only: string;
}

/**
 * Spends a point of each limit that can be counted already; throws RATE_LIMITED with the seconds to wait.
 * @returns the points to settle when the call has ended: spent before and not after, so that parallel guesses don't slip through
 */
export async function spend<Input>(
  operation: string,
  limits: readonly Limit<Input>[],
  caller: Caller,
  input?: Input,
): Promise<Spent[]> {
  const spent: Spent[] = [];
  for (const limit of limits) {
    if ((typeof limit.by === "function") !== (input !== undefined)) continue;
    for (const counted of subjects(limit, caller, input)) {
      const { points, seconds, only } = limit;
      const key = `${operation}:${counted.key}`;
      const wait = await consume(key, points, seconds, counted.about);
      if (wait !== null) throw new KernelRefusal("rate.exceeded", { message: waitMessage(wait), retryAfter: wait });
      if (only !== undefined) spent.push({ key, points, seconds, only });
    }
  }
  return spent;
}

/** Gives back the points of a call that didn't end with what its limits count. */
export async function settle(spent: readonly Spent[], reason?: string): Promise<void> {
  for (const { key, points, seconds, only } of spent) if (only !== reason) await refund(key, points, seconds);
}

/**
 * Spends a point of a limit that counts only permitted calls, so that nobody else uses it up: for `prepare`, outside
 * any transaction. Throws RATE_LIMITED with the seconds to wait.
 * @param about the subject's name, for portal administrators
 */
export async function spendOn(
  operation: string,
  { subject, about }: { subject: string; about: string },
  points: number,
  seconds: number,
): Promise<void> {
  const key = `${operation}:field:${digest(subject)}`;
  const wait = await consume(key, points, seconds, about.slice(0, longestAbout));
  if (wait !== null) throw new KernelRefusal("rate.exceeded", { message: waitMessage(wait), retryAfter: wait });
}

function waitMessage(seconds: number): string {
  const time = seconds < 60 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return `Too many attempts. Try again in ${time === "1 minutes" ? "a minute" : time}.`;
}
