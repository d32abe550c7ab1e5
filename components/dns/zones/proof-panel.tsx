import type { ReactNode } from "react";
import type { ListedZone } from "@/components/dns/zones/zones";
import { CopyField } from "@/components/ui/button/copy-field";
import { Panel } from "@/components/ui/layout/panel";
import { ExactTime, Time } from "@/components/ui/layout/time";

interface ProofPanelProps {
  zone: string;
  claim: NonNullable<ListedZone["claim"]>;
  /** The portal’s name servers, which the registrar needs as well. */
  nameServers: string[];
  now: Date;
  /** "Check now", for those who may verify the zone. */
  check?: ReactNode;
}

/** How to verify ownership of a pending zone. Until then it can be edited, but isn’t served. */
export function ProofPanel({ zone, claim, nameServers, now, check }: ProofPanelProps) {
  const { record, nameServer, expiresAt } = claim;
  return (
    <div className="mb-8">
      <Panel
        title={`Verify ownership of ${zone}`}
        about={`You can add records before verification, but the zone isn’t live yet. ${nameServer ? "Either of these is enough; they are" : "This is"} checked automatically every few minutes.`}
      >
        <div className="grid gap-x-8 gap-y-5 @min-[47rem]/page:grid-cols-2">
          <section className="grid content-start gap-3">
            <h3 className="text-control">Add this TXT record at your current DNS provider</h3>
            <CopyField label="Name" value={record.name} copyLabel="Copy name" />
            <CopyField label="Value" value={record.text} copyLabel="Copy value" />
          </section>
          {nameServer && (
            <section className="grid content-start gap-3">
              <h3 className="text-control">Or add this name server at your registrar</h3>
              <CopyField
                label="Verification name server"
                value={nameServer}
                copyLabel="Copy name server"
                hint={nameServers.length > 0 ? `In addition to ${nameServers.join(" and ")}.` : undefined}
              />
            </section>
          )}
        </div>
        <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
          {check}
          <p className="text-sm text-ink-soft">
            Expires on <ExactTime at={expiresAt} only="day" /> (<Time at={expiresAt} now={now} />
            ); unverified zones and their records are then deleted.
          </p>
        </div>
      </Panel>
    </div>
  );
}
