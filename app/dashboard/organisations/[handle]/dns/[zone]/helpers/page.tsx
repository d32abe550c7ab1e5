import { forbidden, redirect } from "next/navigation";
import { namesOfAction } from "@/app/dashboard/organisations/[handle]/dns/[zone]/actions";
import { addFromHelperAction } from "@/app/dashboard/organisations/[handle]/dns/[zone]/helpers/actions";
import { presentValuesOf } from "@/app/dashboard/organisations/[handle]/dns/[zone]/helpers/present-values";
import { serversOf } from "@/app/dashboard/organisations/[handle]/dns/[zone]/helpers/server-choices";
import { openZone, titleOf, type ZoneParams } from "@/app/dashboard/organisations/[handle]/dns/[zone]/open-zone";
import { ZoneFrame } from "@/app/dashboard/organisations/[handle]/dns/[zone]/zone-frame";
import { HelperButton } from "@/components/dns/helpers/helper-button";
import { helperNames, helperWords } from "@/components/dns/helpers/helper-words";
import { Panel } from "@/components/ui/layout/panel";

export const generateMetadata = titleOf("Record wizards");

export default async function HelpersPage({ params }: ZoneParams) {
  const { handle, zone: written } = await params;
  const opened = await openZone(handle, written);
  const { organisation, zone, path } = opened;
  if (!organisation.holds("dns.update")) forbidden();
  if (!organisation.may("dns.update")) redirect(path);
  const servers = organisation.may("server.read") ? await serversOf(organisation.id) : [];
  const formers = await Promise.all(helperNames.map((helper) => presentValuesOf(opened, helper)));
  return (
    <ZoneFrame opened={opened} part="helpers">
      <p className="mb-4 text-ink-soft">Short forms for records that are easy to get wrong.</p>
      <div className="grid max-w-[46rem] gap-3">
        {helperNames.map((helper, place) => (
          <Panel
            key={helper}
            title={helperWords[helper].title}
            about={helperWords[helper].about}
            action={
              <HelperButton
                organisation={organisation.id}
                zone={zone.name}
                helper={helper}
                former={formers[place]}
                add={addFromHelperAction}
                pick={helper === "game" ? { servers, namesOf: namesOfAction } : undefined}
              />
            }
          />
        ))}
      </div>
    </ZoneFrame>
  );
}
