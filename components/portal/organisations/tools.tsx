import type { ComponentProps } from "react";
import { PoolButton } from "@/components/portal/pool-button";
import { SetTier } from "@/components/portal/set-tier";
import type { SetTierProps } from "@/components/portal/tiers";
import { amountWords, eachPart, type PoolPart } from "@/lib/pools/words";

export interface OrganisationToolsProps extends SetTierProps {
  setPool: ComponentProps<typeof PoolButton>["save"];
}

/** The buttons for an organisation’s portal tier and its pool. */
export function OrganisationTools({ organisation, pools, setTier, setPool }: OrganisationToolsProps) {
  const { id, name, pool, portalTier } = organisation;
  return (
    <span className="flex flex-wrap gap-2">
      <SetTier organisation={organisation} pools={pools} setTier={setTier} />
      <PoolButton
        name={name}
        target={{ organisation: id }}
        numbers={eachPart((part) => numberOf(pool[part]))}
        hints={eachPart((part) => hintOf(part, pool[part].used, pools[portalTier][part]))}
        save={setPool}
      />
    </span>
  );
}

/** The form's value: empty while the portal tier’s number applies. */
const numberOf = ({ own, most }: { own: boolean; most: number | null }) => (own ? String(most ?? "any") : "");

function hintOf(part: PoolPart, used: number, tier: number | null): string {
  return `Used: ${amountWords(part, used)}. The tier allows ${tier === null ? "an unlimited amount" : amountWords(part, tier)}.`;
}
