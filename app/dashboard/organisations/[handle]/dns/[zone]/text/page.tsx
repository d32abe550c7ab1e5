import { Download } from "lucide-react";
import Link from "next/link";
import {
  importZoneAction,
  previewImportAction,
} from "@/app/dashboard/organisations/[handle]/dns/[zone]/import/actions";
import { openZone, titleOf, type ZoneParams } from "@/app/dashboard/organisations/[handle]/dns/[zone]/open-zone";
import { ZoneFrame } from "@/app/dashboard/organisations/[handle]/dns/[zone]/zone-frame";
import { ZoneTextForm } from "@/components/dns/files/zone-text-form";
import { buttonClass } from "@/components/ui/button/button-class";
import { Icon } from "@/components/ui/layout/icon";
import { Notice } from "@/components/ui/message/notice";
import { read } from "@/lib/doors/page/page";
import { exportZone } from "@/lib/zones/files/operations";

/** A browser’s text field gets slow above this. */
const mostRecords = 5_000;

export const generateMetadata = titleOf("Zone file");

export default async function TextPage({ params }: ZoneParams) {
  const { handle, zone: written } = await params;
  const opened = await openZone(handle, written);
  const { organisation, zone, path } = opened;
  const one = { organisation: organisation.id, zone: zone.name };
  const isLong = zone.recordCount > mostRecords;
  const may = organisation.may("dns.update");
  const text = isLong ? "" : (await read(exportZone, one)).pieces.join("");
  const download = (
    <a
      className={buttonClass()}
      href={`/api/organisations/${organisation.id}/dns/zones/${encodeURIComponent(zone.name)}/export`}
      download
    >
      <Icon of={Download} />
      Download zone file
    </a>
  );
  return (
    <ZoneFrame opened={opened} part="text" actions={download}>
      {isLong && (
        <Notice title="This zone is too large to edit here">
          Download the zone file, edit it, and{" "}
          {may ? <Link href={`${path}/import`}>import it</Link> : "have it imported"}.
        </Notice>
      )}
      {!isLong && may && (
        <ZoneTextForm
          key={zone.version}
          {...one}
          text={text}
          doneHref={path}
          actions={{ preview: previewImportAction, take: importZoneAction }}
        />
      )}
      {!isLong && !may && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll sideways, by keyboard too
        <pre tabIndex={0} className="overflow-x-auto rounded-panel bg-sunken p-3 text-xs leading-5">
          {text}
        </pre>
      )}
    </ZoneFrame>
  );
}
