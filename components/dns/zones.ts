import type { z } from "zod";
import type { zoneShape } from "@/lib/dns/zone_shape";
import type { Outcome } from "@/lib/errors";

/** How a zone stands: answered for, waiting for the proof that its name is the organisation's, or active and not answered for. */
export type ZoneState = "active" | "pending" | "silent";

export const zoneStateWords: Record<ZoneState, string> = {
  active: "Active",
  pending: "Waiting for proof",
  silent: "Not answering",
};

export type ListedZone = z.output<typeof zoneShape>;

/** As far as the database knows; whether the name server really answers, it says when it is asked. */
export const stateOf = ({ state, served }: Pick<ListedZone, "state" | "served">): ZoneState =>
  state === "pending" ? "pending" : served ? "active" : "silent";

export interface NewZoneInput {
  organisation: string;
  name: string;
}
export type CreateZone = (input: NewZoneInput) => Promise<Outcome<{ name: string }>>;

/** The address of a zone's pages, below the organisation's `/dns`. */
export const zonePath = (base: string, name: string, part = ""): string =>
  `${base}/dns/${encodeURIComponent(name)}${part && `/${part}`}`;
