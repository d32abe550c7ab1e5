import { checkHandleAction, createOrganisationAction } from "@/app/dashboard/(you)/organisations/new/actions";
import { CreateOrganisationForm } from "@/components/organisations/create-organisation-form";
import { PageHead } from "@/components/ui/layout/page-head";
import { Notice } from "@/components/ui/message/notice";
import { read } from "@/lib/doors/page/page";
import { reasons } from "@/lib/errors";
import { readMayFound } from "@/lib/organisations/operations";
import { readFirstTier } from "@/lib/tiers/operations";
import { limitThing } from "@/lib/tiers/words";

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
  const { tierName, servers } = await read(readFirstTier, {});
  return (
    <>
      <PageHead title="New organisation" crumbs={crumbs}>
        You become its owner. It starts on the {tierName}: {servers !== null && "up to "}
        {limitThing("servers", servers)}, any number of members.
      </PageHead>
      <CreateOrganisationForm create={createOrganisationAction} checkHandle={checkHandleAction} />
    </>
  );
}
