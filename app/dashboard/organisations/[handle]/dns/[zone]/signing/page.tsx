import { openZone, titleOf, type ZoneParams } from "@/app/dashboard/organisations/[handle]/dns/[zone]/open-zone";
import { signZoneAction, unsignZoneAction } from "@/app/dashboard/organisations/[handle]/dns/[zone]/signing/actions";
import { ZoneFrame } from "@/app/dashboard/organisations/[handle]/dns/[zone]/zone-frame";
import { SignButton } from "@/components/dns/zones/sign-button";
import { CopyField } from "@/components/ui/button/copy-field";
import { Panel } from "@/components/ui/layout/panel";
import { Section } from "@/components/ui/layout/section";
import { ErrorState } from "@/components/ui/message/error-state";
import { Notice } from "@/components/ui/message/notice";
import { attempt } from "@/lib/doors/page/page";
import { readSigning } from "@/lib/zones/signing/operations";

/** Digest type 1 (SHA-1) must no longer be used (RFC 8624). */
const isSound = (ds: string) => !/^\d+ \d+ 1 /.test(ds);

export const generateMetadata = titleOf("DNSSEC");

export default async function SigningPage({ params }: ZoneParams) {
  const { handle, zone: written } = await params;
  const opened = await openZone(handle, written);
  const { organisation, zone } = opened;
  const { data, refusal } = await attempt(readSigning, { organisation: organisation.id, zone: zone.name });
  const may = organisation.may("dns.update");
  const props = { organisation: organisation.id, zone: zone.name };
  const isSigned = data?.signed ?? zone.signed;
  return (
    <ZoneFrame opened={opened} part="signing">
      <div className="max-w-[46rem]">
        <Panel
          title={isSigned ? "DNSSEC is enabled" : "DNSSEC is disabled"}
          action={
            may && zone.state === "active" && !refusal ? (
              <SignButton {...props} signed={isSigned} act={isSigned ? unsignZoneAction : signZoneAction} />
            ) : undefined
          }
        >
          <p className="text-control text-ink-soft">
            DNSSEC signs the zone, so that resolvers can check that an answer is really yours and wasn’t changed on its
            way. It takes effect once your registrar has the DS record; until then nothing changes.
          </p>
        </Panel>
        {zone.state === "pending" && (
          <Notice className="mt-4">You can enable DNSSEC once the zone is active. Verify its ownership first.</Notice>
        )}
        {refusal && zone.state === "active" && (
          <div className="mt-4">
            <ErrorState title="Couldn’t load the DNSSEC keys">{refusal.message}</ErrorState>
          </div>
        )}
        {data && data.keys.length > 0 && (
          <Section title="DS records for your registrar">
            <div className="grid gap-4">
              {data.keys.map(({ id, algorithm, ds, dnskey }) => (
                <div key={id} className="grid gap-4">
                  {ds.filter(isSound).map((record) => (
                    <CopyField key={record} label={`DS record (${algorithm})`} value={record} copyLabel="Copy DS" />
                  ))}
                  <CopyField
                    label="DNSKEY"
                    hint="Some registrars ask for this instead."
                    value={dnskey}
                    copyLabel="Copy DNSKEY"
                  />
                </div>
              ))}
            </div>
          </Section>
        )}
      </div>
    </ZoneFrame>
  );
}
