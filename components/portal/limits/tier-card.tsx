import type { ComponentProps } from "react";
import { LimitsButton } from "@/components/portal/limits/limits-button";
import { PoolButton } from "@/components/portal/pool-button";
import { Panel } from "@/components/ui/layout/panel";
import { Line, Lines } from "@/components/ui/table/lines";
import { firstLimits, firstPools, type PortalTier } from "@/lib/limits";
import { amountWords, eachPart, type PoolNumbers, partNames, poolParts } from "@/lib/pools/words";
import { type LimitNumbers, limitNames, limitParts } from "@/lib/tiers/words";

interface TierCardProps {
  tier: { tier: PortalTier; tierName: string; limits: LimitNumbers; pool: PoolNumbers };
  actions: {
    setLimits: ComponentProps<typeof LimitsButton>["save"];
    countAbove: ComponentProps<typeof LimitsButton>["countAbove"];
    setPool: ComponentProps<typeof PoolButton>["save"];
  };
}

const number = (most: number | null) => most?.toLocaleString("en-GB") ?? "Unlimited";
const usual = (words: string) => `Default: ${words}.`;

/** The numbers of a portal tier, with the dialogs that change them. */
export function TierCard({ tier: { tier, tierName, limits, pool }, actions }: TierCardProps) {
  // Custom roles are only for one tier, so the others have no number to change.
  const changeable = limitParts.filter((part) => part !== "customRoles" || tier === "enterprise");
  const fields = (of: (part: (typeof changeable)[number]) => string) =>
    Object.fromEntries(changeable.map((part) => [part, of(part)]));
  return (
    <Panel
      title={tierName}
      action={
        <span className="flex flex-wrap gap-2">
          <LimitsButton
            name={tierName}
            target={{ tier }}
            numbers={fields((part) => String(limits[part] ?? "any"))}
            hints={fields((part) => usual(number(firstLimits[tier][part]).toLowerCase()))}
            save={actions.setLimits}
            countAbove={actions.countAbove}
          />
          <PoolButton
            name={tierName}
            target={{ tier }}
            numbers={eachPart((part) => String(pool[part] ?? "any"))}
            hints={eachPart((part) => {
              const first = firstPools[tier][part];
              return usual(first === null ? "unlimited" : amountWords(part, first));
            })}
            save={actions.setPool}
          />
        </span>
      }
    >
      <Lines>
        {limitParts.map((part) => (
          <Line key={part} label={limitNames[part]}>
            {limits[part] === 0 && !changeable.includes(part) ? "None" : number(limits[part])}
          </Line>
        ))}
        {poolParts.map((part) => {
          const most = pool[part];
          return (
            <Line key={part} label={`${partNames[part]} of all servers`}>
              {most === null ? "Unlimited" : amountWords(part, most)}
            </Line>
          );
        })}
      </Lines>
    </Panel>
  );
}
