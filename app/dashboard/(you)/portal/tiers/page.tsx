import {
  countAboveLimitsAction,
  setTierLimitsAction,
  setTierPoolAction,
} from "@/app/dashboard/(you)/portal/tiers/actions";
import { TierCard } from "@/components/portal/limits/tier-card";
import { PageHead } from "@/components/ui/layout/page-head";
import { read } from "@/lib/doors/page/page";
import { listTiers } from "@/lib/tiers/operations";

export const metadata = { title: "Tiers" };

const actions = { setLimits: setTierLimitsAction, setPool: setTierPoolAction, countAbove: countAboveLimitsAction };

export default async function PortalTiersPage() {
  const tiers = await read(listTiers, {});
  return (
    <>
      <PageHead title="Tiers">
        What each portal tier allows an organisation. To change it for a single organisation, go to All organisations.
      </PageHead>
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-5 @min-[48rem]/page:grid-cols-2">
        {tiers.map((tier) => (
          <li key={tier.tier}>
            <TierCard tier={tier} actions={actions} />
          </li>
        ))}
      </ul>
    </>
  );
}
