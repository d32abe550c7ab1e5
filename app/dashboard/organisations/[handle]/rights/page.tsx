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

export const metadata = { title: "My permissions" };

/** For every member: seeing one's own permissions needs only the membership. */
export default async function RightsPage({ params }: OrganisationParams) {
  const organisation = await openOrganisation((await params).handle);
  const { id, name, base, orgRole, permissions, may, narrowed } = organisation;
  const isOwner = orgRole === "owner";
  // Members who can see the member list leave from their own page there; the others leave from here.
  const mine = isOwner || may("member.read") ? null : await read(listOrganisations, {});
  const projects = narrowed && may("project.read") ? await read(listProjects, { organisation: id }) : null;
  return (
    <>
      <PageHead
        title="My permissions"
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
          ? `You own ${name}, so you have every permission.`
          : `Your role in ${name} is ${roleName(orgRole)}. For each permission it lacks, the table shows the roles that have it.`}
      </PageHead>
      {narrowed && (
        <Notice title={`You see only some of the projects of ${name}`} className="mb-6">
          {projects && `${projectNames(projects, 20)}. `}You can’t see any other project, whatever the table says.
          Members who manage members can change this.
        </Notice>
      )}
      <RightsTable own={permissions} roles={await rolesOf(organisation)} />
      <TableFoot>
        {permissions.length} of {every.length} permissions. Every member may see the organisation’s name and tier and
        create their own access tokens; everybody except the owner may leave.
      </TableFoot>
    </>
  );
}
