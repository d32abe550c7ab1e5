import { stateOf, type ZoneState } from "@/components/dns/zones/zones";
import { ActivateZone, type ActivateZoneProps } from "@/components/portal/activate-zone";
import { Time } from "@/components/ui/layout/time";
import { Badge, type Tone } from "@/components/ui/message/badge";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";

interface PortalZone {
  id: string;
  name: string;
  displayName: string;
  state: "pending" | "active";
  served: boolean;
  failing: boolean;
  recordCount: number;
  organisationHandle: string;
  organisationName: string;
  claimExpiresAt: Date | null;
}

interface ZoneTableProps {
  zones: PortalZone[];
  activate: ActivateZoneProps["activate"];
  now: Date;
}

const badges: Record<ZoneState, { tone: Tone; words: string }> = {
  pending: { tone: "note", words: "Waiting for proof" },
  active: { tone: "good", words: "Served" },
  failing: { tone: "bad", words: "Failing" },
  silent: { tone: "plain", words: "Taken out" },
};

/** Zones of all organisations. Several may claim one name. */
export function ZoneTable({ zones, activate, now }: ZoneTableProps) {
  const head = (
    <>
      <HeadCell>Zone</HeadCell>
      <HeadCell>State</HeadCell>
      <HeadCell>Records</HeadCell>
      <HeadCell>Proof until</HeadCell>
      <HeadCell>
        <span className="sr-only">Vouch for it</span>
      </HeadCell>
    </>
  );
  return (
    <Table label="Zones" head={head}>
      {zones.map((zone) => {
        const { id, name, displayName, state, recordCount, claimExpiresAt } = zone;
        const badge = badges[stateOf(zone)];
        return (
          <Row key={id}>
            <Cell as="lead">
              <Lead
                name={displayName}
                under={`${displayName === name ? "" : `${name} · `}${zone.organisationName} (${zone.organisationHandle})`}
              />
            </Cell>
            <Cell as="fact">
              <Badge dot tone={badge.tone}>
                {badge.words}
              </Badge>
            </Cell>
            <Cell as="fact">
              <span className="tabular-nums">{recordCount.toLocaleString("en-GB")}</span>
              <span className="row:hidden"> records</span>
            </Cell>
            <Cell as="fact">
              {claimExpiresAt ? <Time at={claimExpiresAt} now={now} /> : <span className="text-ink-faint">proved</span>}
            </Cell>
            <Cell as={state === "pending" ? "plain" : "fact"}>
              {state === "pending" && <ActivateZone zone={zone} activate={activate} />}
            </Cell>
          </Row>
        );
      })}
    </Table>
  );
}
