import { forbidden } from "next/navigation";
import { checkHandleAction } from "@/app/dashboard/(you)/organisations/new/actions";
import { type OrganisationParams, openedOrganisation } from "@/app/dashboard/organisations/[handle]/opened";
import { updateOrganisationAction } from "@/app/dashboard/organisations/[handle]/settings/actions";
import { RenameForm } from "@/components/organisations/rename-form";
import { Line, Lines } from "@/components/ui/lines";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";

export const metadata = { title: "Settings" };

export default async function SettingsPage({ params }: OrganisationParams) {
  const { id, name, handle, may, tierName, maxServers, maxInvitations } = await openedOrganisation(
    (await params).handle,
  );
  if (!may("organisation.update")) forbidden();
  return (
    <>
      <PageHead title="Settings">Only the owner changes these.</PageHead>
      <RenameForm
        organisation={id}
        name={name}
        handle={handle}
        update={updateOrganisationAction}
        checkHandle={checkHandleAction}
      />
      <Section title="Portal tier">
        <div className="max-w-[40rem]">
          <Lines>
            <Line label="Tier" under="The portal’s administrator changes it.">
              {tierName}
            </Line>
            <Line label="Servers">{maxServers === null ? "Any number" : `Up to ${maxServers}`}</Line>
            <Line label="Invitations">Up to {maxInvitations.toLocaleString("en-GB")} waiting at a time</Line>
          </Lines>
        </div>
      </Section>
    </>
  );
}
