import { checkHandleAction, createOrganisationAction } from "@/app/dashboard/(you)/organisations/new/actions";
import { CreateOrganisationForm } from "@/components/organisations/create-organisation-form";
import { PageHead } from "@/components/ui/page-head";
import { portalTiers } from "@/lib/limits";
import { activeOrganisation } from "@/lib/organisations/operations";
import { read } from "@/lib/transport/page";

export const metadata = { title: "New organisation" };

export default async function NewOrganisationPage() {
  await read(activeOrganisation, {});
  const { displayName, maxServers } = portalTiers.free;
  return (
    <>
      <PageHead title="New organisation" crumbs={[{ href: "/dashboard/organisations", label: "Organisations" }]}>
        You become its owner. It starts on the {displayName}: up to {maxServers} servers, any number of members.
      </PageHead>
      <CreateOrganisationForm create={createOrganisationAction} checkHandle={checkHandleAction} />
    </>
  );
}
