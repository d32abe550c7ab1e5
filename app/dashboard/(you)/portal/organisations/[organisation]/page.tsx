import { Life } from "@/app/dashboard/(you)/portal/organisations/[organisation]/life";
import {
  beginTransferAction,
  cancelBegunTransferAction,
  correctOwnerAction,
  readTransferAction,
  resendOwnerLinkAction,
  setOrganisationLimitsAction,
  setOrganisationPoolAction,
  setTierAction,
} from "@/app/dashboard/(you)/portal/organisations/actions";
import { ActivitySection } from "@/app/dashboard/activity-section";
import { OrganisationFacts } from "@/components/portal/organisations/organisation-facts";
import { OwnerActions } from "@/components/portal/organisations/owner-actions";
import { OrganisationTools } from "@/components/portal/organisations/tools";
import { TransferButton } from "@/components/portal/organisations/transfer-button";
import { numbersOf } from "@/components/portal/tiers";
import { PageHead } from "@/components/ui/layout/page-head";
import { listAnyActivity } from "@/lib/audit/organisation_operations";
import { withSentences } from "@/lib/doors/page/activity";
import { attempt, read } from "@/lib/doors/page/page";
import { type Search, word } from "@/lib/doors/page/search";
import { canMail } from "@/lib/env";
import { readAnyOrganisation } from "@/lib/organisations/portal_operations";
import { listTiers } from "@/lib/tiers/operations";

export const metadata = { title: "Organisation" };

const all = "/dashboard/portal/organisations";

interface PortalOrganisationProps {
  params: Promise<{ organisation: string }>;
  searchParams: Search;
}

/** One organisation, for the portal’s administration: whose it is, what it may use, and what happened in it. */
export default async function PortalOrganisationPage({ params, searchParams }: PortalOrganisationProps) {
  const organisation = await read(readAnyOrganisation, { organisation: (await params).organisation });
  const { id, handle, name, owner } = organisation;
  const numbers = await read(listTiers, {});
  const cursor = word((await searchParams).cursor);
  const { data, refusal } = await attempt(listAnyActivity, { organisation: id, cursor, limit: 20 });
  const path = `${all}/${handle}`;
  return (
    <>
      <PageHead title={name} crumbs={[{ href: all, label: "All organisations" }]}>
        <span className="font-mono text-sm">{handle}</span>
      </PageHead>
      <OrganisationFacts
        organisation={organisation}
        tierActions={
          <OrganisationTools
            organisation={organisation}
            tiers={numbersOf(numbers)}
            setTier={setTierAction}
            setPool={setOrganisationPoolAction}
            setLimits={setOrganisationLimitsAction}
          />
        }
        ownerActions={
          owner.state === "active" ? (
            <TransferButton
              organisation={id}
              name={name}
              actions={{ read: readTransferAction, begin: beginTransferAction, cancel: cancelBegunTransferAction }}
            />
          ) : (
            <OwnerActions
              organisation={{ id, name }}
              email={owner.email}
              byMail={canMail()}
              resend={resendOwnerLinkAction}
              correct={correctOwnerAction}
            />
          )
        }
      />
      <Life organisation={id} />
      <ActivitySection
        path={path}
        exportPath={`/api/admin/organisations/${id}/activity/export`}
        cursor={cursor}
        activity={data && { ...data, items: withSentences(data.items) }}
        refusal={refusal}
      />
    </>
  );
}
