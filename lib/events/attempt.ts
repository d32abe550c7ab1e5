import type { Facts } from "@/db/queries/deliveries";

/** An event as it is delivered. */
export interface Telling {
  /** The delivery's id: the same in each attempt. */
  id: string;
  event: string;
  at: Date;
  organisation: { id: string; handle: string; name: string };
  facts: Facts;
}

/** The outcome of an attempt. */
export interface Attempt {
  delivered: boolean;
  status: number | null;
  durationMs: number;
  problem: string | null;
  answer: string | null;
  /** The seconds for which the receiver wants no more events. */
  wait: number | null;
}
