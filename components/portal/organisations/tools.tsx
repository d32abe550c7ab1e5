import type { ComponentProps } from "react";
import { LimitsButton } from "@/components/portal/limits/limits-button";
import { PoolButton } from "@/components/portal/pool-button";
import { SetTier } from "@/components/portal/set-tier";
import type { SetTierProps } from "@/components/portal/tiers";
import { amountWords, eachPart, type PoolPart } from "@/lib/pools/words";
import { eachLimit } from "@/lib/tiers/words";

export interface OrganisationToolsProps extends SetTierProps {
  setPool: ComponentProps<typeof PoolButton>["save"];
  setLimits: ComponentProps<typeof LimitsButton>["save"];
}

/** The buttons for an organisation’s portal tier, its limits and its pool. */
export function OrganisationTools({ organisation, tiers, setTier, setPool, setLimits }: OrganisationToolsProps) {
  const { id, name, pool, limits, portalTier } = organisation;
  return (
    <span className="flex flex-wrap gap-2">
      <SetTier organisation={organisation} tiers={tiers} setTier={setTier} />
      <LimitsButton
        name={name}
        target={{ organisation: id }}
        numbers={eachLimit((part) => numberOf(limits[part]))}
        hints={eachLimit((part) => limitHint(limits[part].used, tiers[portalTier].limits[part]))}
        save={setLimits}
      />
      <PoolButton
        name={name}
        target={{ organisation: id }}
        numbers={eachPart((part) => numberOf(pool[part]))}
        hints={eachPart((part) => hintOf(part, pool[part].used, tiers[portalTier].pool[part]))}
        save={setPool}
      />
    </span>
  );
}

/** The form's value: empty while the portal tier’s number applies. */
const numberOf = ({ own, most }: { own: boolean; most: number | null }) => (own ? String(most ?? "any") : "");

const limitHint = (used: number, tier: number | null) =>
  `Used: ${used.toLocaleString("en-GB")}. The tier allows ${tier === null ? "any number" : tier.toLocaleString("en-GB")}.`;

function hintOf(part: PoolPart, used: number, tier: number | null): string {
  return `Used: ${amountWords(part, used)}. The tier allows ${tier === null ? "an unlimited amount" : amountWords(part, tier)}.`;
}
