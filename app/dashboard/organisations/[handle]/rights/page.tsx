import { type OrganisationParams, openedOrganisation } from "@/app/dashboard/organisations/[handle]/opened";
import { rolesOf } from "@/app/dashboard/organisations/[handle]/roles/givable";
import { RightsTable } from "@/components/roles/rights-table";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { TableFoot } from "@/components/ui/table-foot";
import { permissions as every, roleName } from "@/lib/access";

export const metadata = { title: "What may I do here?" };

/** For every member: what concerns oneself needs no permission but the membership. */
export default async function RightsPage({ params }: OrganisationParams) {
  const organisation = await openedOrganisation((await params).handle);
  const { name, base, orgRole, permissions, may } = organisation;
  return (
    <>
      <PageHead
        title="What may I do here?"
        actions={may("role.read") && <LinkButton href={`${base}/roles`}>All roles</LinkButton>}
      >
        {orgRole === "owner"
          ? `Everything: ${name} is yours.`
          : `In ${name} you have the role ${roleName(orgRole)}. For what it doesn’t allow, the table says who may.`}
      </PageHead>
      <RightsTable own={permissions} roles={await rolesOf(organisation)} />
      <TableFoot>
        {permissions.length} of {every.length} permissions. Everybody may see the organisation’s name and tier, make
        access tokens of their own and leave.
      </TableFoot>
    </>
  );
}
