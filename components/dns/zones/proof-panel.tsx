import type { ReactNode } from "react";
import type { ListedZone } from "@/components/dns/zones/zones";
import { CopyField } from "@/components/ui/button/copy-field";
import { Panel } from "@/components/ui/layout/panel";
import { ExactTime, Time } from "@/components/ui/layout/time";

interface ProofPanelProps {
  zone: string;
  claim: NonNullable<ListedZone["claim"]>;
  /** The name servers of the portal, to be named as well. */
  nameServers: string[];
  now: Date;
  /** "Check now", for whoever may. */
  check?: ReactNode;
}

/** What shows that a zone’s name is the organisation’s: until then it can be edited, but nobody is given its answers. */
export function ProofPanel({ zone, claim, nameServers, now, check }: ProofPanelProps) {
  const { record, nameServer, expiresAt } = claim;
  return (
    <div className="mb-8">
      <Panel
        title={`Show that ${zone} is yours`}
        about={`Until then you can fill the zone in, but it isn’t answered for yet. ${nameServer ? "Either of these is enough; it" : "It"} is looked for by itself every few minutes.`}
      >
        <div className="grid gap-x-8 gap-y-5 @min-[47rem]/page:grid-cols-2">
          <section className="grid content-start gap-3">
            <h3 className="text-control">Set a TXT record where the zone is kept now</h3>
            <CopyField label="Name" value={record.name} copyLabel="Copy name" />
            <CopyField label="Value" value={record.text} copyLabel="Copy value" />
          </section>
          {nameServer && (
            <section className="grid content-start gap-3">
              <h3 className="text-control">Or name this name server at your registrar</h3>
              <CopyField
                label="Name server of this claim"
                value={nameServer}
                copyLabel="Copy name server"
                hint={nameServers.length > 0 ? `Beside ${nameServers.join(" and ")}.` : undefined}
              />
            </section>
          )}
        </div>
        <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
          {check}
          <p className="text-sm text-ink-soft">
            It waits until <ExactTime at={expiresAt} only="day" /> (<Time at={expiresAt} now={now} />
            ). What you entered goes with it then.
          </p>
        </div>
      </Panel>
    </div>
  );
}
