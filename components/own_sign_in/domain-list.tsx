import { type DomainActions, DomainButtons } from "@/components/own_sign_in/domain-buttons";
import { CopyField } from "@/components/ui/button/copy-field";
import { Time } from "@/components/ui/layout/time";
import { Badge } from "@/components/ui/message/badge";

interface ListedDomain {
  id: string;
  domain: string;
  proof: "zone" | "txt" | null;
  provedAt: Date | null;
  missingSince: Date | null;
  record: { name: string; text: string };
}

interface DomainListProps {
  organisation: string;
  domains: ListedDomain[];
  now: Date;
  actions?: DomainActions;
}

/** The mail domains, each with its state; one that isn’t verified with the record that does it. */
export function DomainList({ organisation, domains, now, actions }: DomainListProps) {
  return (
    <ul aria-label="Mail domains" className="divide-y divide-hair border-y border-hair">
      {domains.map(({ id, domain, proof, missingSince, record }) => (
        <li key={id} className="grid grid-cols-[minmax(0,1fr)] gap-3 py-4">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <div className="min-w-0 flex-[1_1_14rem]">
              <strong className="mr-2 font-mono text-sm wrap-anywhere">{domain}</strong>
              <Badge dot tone={proof && !missingSince ? "good" : "warn"}>
                {proof ? "Verified" : "Not verified"}
              </Badge>
              <p className="text-sm text-ink-soft">
                {proof === "zone" && "By the zone of this name in your organisation."}
                {proof === "txt" && !missingSince && "By its TXT record. Leave the record in place."}
                {proof === "txt" && missingSince && (
                  <>
                    The TXT record has been missing since <Time at={missingSince} now={now} />. Add it again: after
                    seven days the domain isn’t verified any more.
                  </>
                )}
                {!proof && "Add this TXT record where your domain’s DNS is managed, then check it."}
              </p>
            </div>
            {actions && (
              <DomainButtons
                organisation={organisation}
                mailDomain={id}
                domain={domain}
                mayVerify={!proof || missingSince !== null}
                actions={actions}
              />
            )}
          </div>
          {(!proof || missingSince) && (
            <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
              <CopyField
                label={`Name of the TXT record for ${domain}`}
                value={record.name}
                copyLabel={`Copy name for ${domain}`}
              />
              <CopyField
                label={`Text of the TXT record for ${domain}`}
                value={record.text}
                copyLabel={`Copy text for ${domain}`}
              />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
