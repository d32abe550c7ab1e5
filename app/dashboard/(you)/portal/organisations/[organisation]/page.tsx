import { Life } from "@/app/dashboard/(you)/portal/organisations/[organisation]/life";
import { PageHead } from "@/components/ui/layout/page-head";
import { read } from "@/lib/doors/page/page";
import { portalReadLife } from "@/lib/organisations/portal_deletion_operations";

export const metadata = { title: "Organisation" };

interface PortalOrganisationParams {
  params: Promise<{ organisation: string }>;
}

/** One organisation of the portal. */
export default async function PortalOrganisationPage({ params }: PortalOrganisationParams) {
  const { organisation } = await params;
  const { name, handle } = await read(portalReadLife, { organisation });
  return (
    <>
      <PageHead title={name} crumbs={[{ href: "/dashboard/portal/organisations", label: "All organisations" }]}>
        <span className="font-mono text-sm">{handle}</span>
      </PageHead>
      <Life organisation={organisation} />
    </>
  );
}
