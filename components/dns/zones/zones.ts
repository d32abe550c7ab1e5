import type { z } from "zod";
import type { Outcome } from "@/lib/kernel/errors";
import type { answeringShape, zoneShape } from "@/lib/zones/shape";

/**
 * The state of a zone: live, pending verification, failing at some names, or not answering at all.
 */
export type ZoneState = "active" | "pending" | "failing" | "silent";

export const zoneStateWords: Record<ZoneState, string> = {
  active: "Active",
  pending: "Pending verification",
  failing: "Failing",
  silent: "Not answering",
};

export type ListedZone = z.output<typeof zoneShape>;

export type Answering = z.output<typeof answeringShape>;

/** By the name server’s answer if it was asked, otherwise by what the database knows. */
export function stateOf(
  { state, served, failing }: Pick<ListedZone, "state" | "served" | "failing">,
  answering?: Answering,
): ZoneState {
  if (state === "pending") return "pending";
  if (!served || answering?.state === "absent" || answering?.state === "away") return "silent";
  if (answering?.state === "failing") return isWhole(answering) ? "silent" : "failing";
  return failing && answering?.state !== "current" ? "failing" : "active";
}

/** When the apex fails, the whole zone does. */
export const isWhole = ({ failing }: Answering): boolean => failing.includes("@");

export interface NewZoneInput {
  organisation: string;
  name: string;
}
export type CreateZone = (input: NewZoneInput) => Promise<Outcome<{ name: string }>>;

/** The path of a zone’s pages, below the organisation’s `/dns`. */
export const zonePath = (base: string, name: string, part = ""): string =>
  `${base}/dns/${encodeURIComponent(name)}${part && `/${part}`}`;
