import type { ReactNode } from "react";
import type { AdministeredOrganisation } from "@/components/portal/tiers";
import { Panel } from "@/components/ui/layout/panel";
import { ExactTime } from "@/components/ui/layout/time";
import { Badge } from "@/components/ui/message/badge";
import { Line, Lines } from "@/components/ui/table/lines";
import { partNames, poolParts, shareWords } from "@/lib/pools/words";

interface OrganisationFactsProps {
  organisation: AdministeredOrganisation & { createdAt: Date };
  /** A transfer to somebody else, or for an owner who hasn’t set up the account another link. */
  ownerActions: ReactNode;
  /** Buttons for its portal tier and its pool. */
  tierActions: ReactNode;
}

const number = (count: number) => count.toLocaleString("en-GB");

/** Whose an organisation is, how large, and what it may use. */
export function OrganisationFacts({ organisation, ownerActions, tierActions }: OrganisationFactsProps) {
  const { id, owner, memberCount, serverCount, maxServers, zoneCount, tierName, pool, createdAt } = organisation;
  return (
    <div className="grid max-w-[46rem] gap-4">
      <Panel title="Owner" action={ownerActions}>
        <Lines>
          <Line label="Name">
            {owner.name}{" "}
            {owner.state === "invited" && (
              <Badge tone="warn" dot>
                Invited
              </Badge>
            )}
          </Line>
          <Line
            label="E-mail"
            under={owner.state === "invited" && "Not verified: the owner hasn’t set up the account yet."}
          >
            {owner.email}
          </Line>
        </Lines>
      </Panel>
      <Panel title="Portal tier and pool" action={tierActions}>
        <Lines>
          <Line label="Portal tier">{tierName}</Line>
          {poolParts.map((part) => (
            <Line key={part} label={partNames[part]}>
              {`${shareWords(part, pool[part])}${pool[part].own ? ", by its own limit" : ""}`}
            </Line>
          ))}
        </Lines>
      </Panel>
      <Panel title="Size">
        <Lines>
          <Line label="Members">{number(memberCount)}</Line>
          <Line label="Servers">
            {maxServers === null ? number(serverCount) : `${number(serverCount)} of ${number(maxServers)}`}
          </Line>
          <Line label="Zones">{number(zoneCount)}</Line>
          <Line label="Created">
            <ExactTime at={createdAt} />
          </Line>
          <Line label="Id">
            <code className="text-sm">{id}</code>
          </Line>
        </Lines>
      </Panel>
    </div>
  );
}
