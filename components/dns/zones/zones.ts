import type { z } from "zod";
import type { Outcome } from "@/lib/kernel/errors";
import type { answeringShape, zoneShape } from "@/lib/zones/shape";

/**
 * How a zone stands: answered for, waiting for the proof that its name is the organisation's, active and not answered for at some names,
 * or not at all.
 */
export type ZoneState = "active" | "pending" | "failing" | "silent";

export const zoneStateWords: Record<ZoneState, string> = {
  active: "Active",
  pending: "Waiting for proof",
  failing: "Failing",
  silent: "Not answering",
};

export type ListedZone = z.output<typeof zoneShape>;

export type Answering = z.output<typeof answeringShape>;

/** As the name server says when it was asked; otherwise as far as the database knows. */
export function stateOf(
  { state, served, failing }: Pick<ListedZone, "state" | "served" | "failing">,
  answering?: Answering,
): ZoneState {
  if (state === "pending") return "pending";
  if (!served || answering?.state === "absent" || answering?.state === "away") return "silent";
  if (answering?.state === "failing") return isWhole(answering) ? "silent" : "failing";
  return failing && answering?.state !== "current" ? "failing" : "active";
}

/** What fails at the zone's own name is the whole zone. */
export const isWhole = ({ failing }: Answering): boolean => failing.includes("@");

export interface NewZoneInput {
  organisation: string;
  name: string;
}
export type CreateZone = (input: NewZoneInput) => Promise<Outcome<{ name: string }>>;

/** The address of a zone's pages, below the organisation's `/dns`. */
export const zonePath = (base: string, name: string, part = ""): string =>
  `${base}/dns/${encodeURIComponent(name)}${part && `/${part}`}`;
