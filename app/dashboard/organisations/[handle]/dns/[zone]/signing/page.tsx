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

/** Digests of the kind 1 (SHA-1) aren’t to be used any more (RFC 8624). */
const isSound = (ds: string) => !/^\d+ \d+ 1 /.test(ds);

export const generateMetadata = titleOf("Signing");

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
          title={isSigned ? "This zone is signed" : "This zone isn’t signed"}
          action={
            may && zone.state === "active" && !refusal ? (
              <SignButton {...props} signed={isSigned} act={isSigned ? unsignZoneAction : signZoneAction} />
            ) : undefined
          }
        >
          <p className="text-control text-ink-soft">
            Signing (DNSSEC) lets others see that an answer is really yours and wasn’t changed on its way. It takes
            effect once your registrar has the DS record that is shown here; until then nothing changes for anybody.
          </p>
        </Panel>
        {zone.state === "pending" && (
          <Notice className="mt-4">
            A zone can be signed once it is answered for. Show first that its name is yours.
          </Notice>
        )}
        {refusal && zone.state === "active" && (
          <div className="mt-4">
            <ErrorState title="The keys can’t be read">{refusal.message}</ErrorState>
          </div>
        )}
        {data && data.keys.length > 0 && (
          <Section title="For your registrar">
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
