import { checkHandleAction, createOrganisationAction } from "@/app/dashboard/(you)/organisations/new/actions";
import { CreateOrganisationForm } from "@/components/organisations/create-organisation-form";
import { PageHead } from "@/components/ui/layout/page-head";
import { Notice } from "@/components/ui/message/notice";
import { read } from "@/lib/doors/page/page";
import { reasons } from "@/lib/errors";
import { portalTiers } from "@/lib/limits";
import { readMayFound } from "@/lib/organisations/operations";

export const metadata = { title: "New organisation" };

export default async function NewOrganisationPage() {
  const { mayFound } = await read(readMayFound, {});
  const crumbs = [{ href: "/dashboard/organisations", label: "Organisations" }];
  if (!mayFound)
    return (
      <>
        <PageHead title="New organisation" crumbs={crumbs} />
        <Notice tone="warn">{reasons["organisation.creationClosed"][1]}</Notice>
      </>
    );
  const { displayName, maxServers } = portalTiers.free;
  return (
    <>
      <PageHead title="New organisation" crumbs={crumbs}>
        You become its owner. It starts on the {displayName}: up to {maxServers} servers, any number of members.
      </PageHead>
      <CreateOrganisationForm create={createOrganisationAction} checkHandle={checkHandleAction} />
    </>
  );
}
