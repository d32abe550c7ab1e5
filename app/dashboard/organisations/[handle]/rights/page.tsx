import { leaveOrganisationAction } from "@/app/dashboard/organisations/[handle]/members/actions";
import { type OrganisationParams, openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { rolesOf } from "@/app/dashboard/organisations/[handle]/roles/roles-to-give";
import { LeaveButton } from "@/components/members/leave-button";
import { projectNames } from "@/components/projects/names";
import { RightsTable } from "@/components/roles/rights-table";
import { LinkButton } from "@/components/ui/button/link-button";
import { PageHead } from "@/components/ui/layout/page-head";
import { Notice } from "@/components/ui/message/notice";
import { TableFoot } from "@/components/ui/table/table-foot";
import { permissions as every, roleName } from "@/lib/access";
import { read } from "@/lib/doors/page/page";
import { listOrganisations } from "@/lib/organisations/operations";
import { listProjects } from "@/lib/projects/operations";

export const metadata = { title: "What may I do here?" };

/** For every member: what concerns oneself needs no permission but the membership. */
export default async function RightsPage({ params }: OrganisationParams) {
  const organisation = await openOrganisation((await params).handle);
  const { id, name, base, orgRole, permissions, may, narrowed } = organisation;
  const isOwner = orgRole === "owner";
  // Who sees the members leaves from their own page; nobody has to be let see anything to go.
  const mine = isOwner || may("member.read") ? null : await read(listOrganisations, {});
  const projects = narrowed && may("project.read") ? await read(listProjects, { organisation: id }) : null;
  return (
    <>
      <PageHead
        title="What may I do here?"
        actions={
          <>
            {mine && (
              <LeaveButton organisation={id} name={name} isOnly={mine.length === 1} leave={leaveOrganisationAction} />
            )}
            {may("role.read") && <LinkButton href={`${base}/roles`}>All roles</LinkButton>}
          </>
        }
      >
        {isOwner
          ? `Everything: ${name} is yours.`
          : `In ${name} you have the role ${roleName(orgRole)}. For what it doesn’t allow, the table says who may.`}
      </PageHead>
      {narrowed && (
        <Notice title={`You see only some of the projects of ${name}`} className="mb-6">
          {projects && `${projectNames(projects, 20)}. `}The others, and what is in them, don’t exist for you, whatever
          the table says. Who manages members decides about that.
        </Notice>
      )}
      <RightsTable own={permissions} roles={await rolesOf(organisation)} />
      <TableFoot>
        {permissions.length} of {every.length} permissions. Every member may see the organisation’s name and tier and
        make access tokens of their own; all but the owner may leave.
      </TableFoot>
    </>
  );
}
