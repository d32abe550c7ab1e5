"use client";

import { useId } from "react";
import { useField } from "@/components/forms/use-field";
import { Checkbox } from "@/components/ui/form/checkbox";
import { portalTierNames, portalTiers } from "@/lib/limits";

/** The portal tiers that a shared node or a gateway serves; `none` says what it means to serve none. */
export function TierBoxes({ none }: { none: string }) {
  const { control, error } = useField("tiers");
  const about = useId();
  return (
    <fieldset className="grid gap-1.5" aria-describedby={about}>
      <legend className="mb-1.5 text-sm font-medium">Portal tiers served</legend>
      <div className="grid gap-1.5 min-[30rem]:grid-cols-2">
        {portalTierNames.map((tier) => (
          <Checkbox key={tier} {...control} value={tier} label={portalTiers[tier].displayName} />
        ))}
      </div>
      <p id={about} className={error ? "text-sm text-bad" : "text-sm text-ink-soft"}>
        {error ? String(error) : none}
      </p>
    </fieldset>
  );
}
