import type { Facts } from "@/db/queries/deliveries";

/** Something that happened, as it is told. */
export interface Telling {
  /** Of the delivery: the same in each try. */
  id: string;
  event: string;
  at: Date;
  organisation: { id: string; handle: string; name: string };
  facts: Facts;
}

/** How a try went. */
export interface Attempt {
  delivered: boolean;
  status: number | null;
  durationMs: number;
  problem: string | null;
  answer: string | null;
  /** For how many seconds it wants to be told nothing more. */
  wait: number | null;
}
