import { type OrganisationParams, openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import {
  createRoleAction,
  deleteRoleAction,
  makeUsualAction,
  updateRoleAction,
} from "@/app/dashboard/organisations/[handle]/roles/actions";
import { NewRoleButton } from "@/components/roles/new-role-button";
import { RoleMenu } from "@/components/roles/role-menu";
import { RoleTable } from "@/components/roles/role-table";
import { LinkButton } from "@/components/ui/button/link-button";
import { PageHead } from "@/components/ui/layout/page-head";
import { Notice } from "@/components/ui/message/notice";
import { TableFoot } from "@/components/ui/table/table-foot";
import { isBelow } from "@/lib/access";
import { read } from "@/lib/doors/page/page";
import { listRoles } from "@/lib/roles/operations";
import { fullReason, usedWords } from "@/lib/tiers/words";

export const metadata = { title: "Roles" };

export default async function RolesPage({ params }: OrganisationParams) {
  const organisation = await openOrganisation((await params).handle);
  const { id, name, base, may, portalTier, tierName, permissions, defaultRole, limits } = organisation;
  const roles = await read(listRoles, { organisation: id });
  const own = new Set(permissions);
  const custom = roles.filter((role) => role.custom);
  const hasTier = portalTier === "enterprise";
  const reason = hasTier ? fullReason(custom.length, limits.customRoles, tierName) : undefined;
  const place = { organisation: id, own: permissions };
  const actions = { create: createRoleAction, update: updateRoleAction, delete: deleteRoleAction };
  return (
    <>
      <PageHead
        title="Roles"
        actions={
          <>
            <LinkButton href={`${base}/rights`}>My permissions</LinkButton>
            {hasTier && !reason && may("role.create") && <NewRoleButton place={place} actions={actions} />}
          </>
        }
      >
        Each member of {name} has one role, which decides what they may do.
      </PageHead>
      {!hasTier && custom.length > 0 && (
        <Notice title={`Custom roles need the Enterprise Portal; ${name} is on ${tierName}`} className="mb-6">
          Existing ones keep working for the members who have them, but can’t be edited or assigned. The portal’s
          administrator can change the tier.
        </Notice>
      )}
      <RoleTable
        roles={roles}
        membersHref={may("member.read") ? `${base}/members` : undefined}
        menu={(role) => {
          const below = isBelow(new Set(role.permissions), own);
          const mayChange = role.custom && hasTier && below && may("role.update");
          const mayDelete = role.custom && below && may("role.delete");
          const mayMakeUsual =
            may("organisation.update") &&
            below &&
            !role.isDefault &&
            role.name !== "owner" &&
            (hasTier || !role.custom);
          if (!mayChange && !mayDelete && !mayMakeUsual) return null;
          return (
            <RoleMenu
              place={place}
              role={role}
              can={{ change: mayChange, delete: mayDelete, makeUsual: mayMakeUsual }}
              usual={defaultRole}
              actions={{ ...actions, makeUsual: makeUsualAction }}
            />
          );
        }}
      />
      <TableFoot>
        Built-in roles are the same in every organisation.{" "}
        {hasTier || custom.length > 0
          ? `${usedWords(custom.length, limits.customRoles)} custom roles${reason ? `: ${reason}` : "."}`
          : "Custom roles come with the Enterprise Portal."}
      </TableFoot>
    </>
  );
}
