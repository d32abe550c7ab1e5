import { forbidden, redirect } from "next/navigation";
import {
  importZoneAction,
  previewImportAction,
} from "@/app/dashboard/organisations/[handle]/dns/[zone]/import/actions";
import { latestImport } from "@/app/dashboard/organisations/[handle]/dns/[zone]/import-state";
import { openZone, titleOf, type ZoneParams } from "@/app/dashboard/organisations/[handle]/dns/[zone]/open-zone";
import { ZoneFrame } from "@/app/dashboard/organisations/[handle]/dns/[zone]/zone-frame";
import { ZoneTextForm } from "@/components/dns/files/zone-text-form";

export const generateMetadata = titleOf("Import");

export default async function ImportPage({ params }: ZoneParams) {
  const { handle, zone: written } = await params;
  const opened = await openZone(handle, written);
  const { organisation, zone, path } = opened;
  if (!organisation.holds("dns.update")) forbidden();
  if (!organisation.may("dns.update")) redirect(path);
  return (
    <ZoneFrame opened={opened} part="import">
      {!(await latestImport(opened))?.open && (
        <>
          <h2 className="mb-3">Import a zone file</h2>
          <ZoneTextForm
            organisation={organisation.id}
            zone={zone.name}
            doneHref={path}
            actions={{ preview: previewImportAction, take: importZoneAction }}
          />
        </>
      )}
    </ZoneFrame>
  );
}
