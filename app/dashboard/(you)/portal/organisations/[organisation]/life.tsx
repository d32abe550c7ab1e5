import {
  portalDeleteAction,
  portalRestoreAction,
  suspendAction,
  unsuspendAction,
} from "@/app/dashboard/(you)/portal/organisations/[organisation]/life-actions";
import { OrganisationLife } from "@/components/portal/organisations/organisation-life";
import { read } from "@/lib/doors/page/page";
import { portalReadLife } from "@/lib/organisations/deletion/portal_operations";

const actions = {
  suspend: suspendAction,
  unsuspend: unsuspendAction,
  delete: portalDeleteAction,
  restore: portalRestoreAction,
};

/** Suspending, deleting and restoring, on the portal’s page of an organisation; also of one that is deleted. */
export async function Life({ organisation: reference }: { organisation: string }) {
  const { suspension, deleted, ...organisation } = await read(portalReadLife, { organisation: reference });
  return <OrganisationLife organisation={organisation} suspension={suspension} deleted={deleted} actions={actions} />;
}
