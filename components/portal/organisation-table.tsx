import { Shield } from "@/components/identity/shield";
import { type AdministeredOrganisation, SetTier, type SetTierProps } from "@/components/portal/set-tier";
import { Badge } from "@/components/ui/badge";
import { Lead } from "@/components/ui/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";

interface OrganisationTableProps {
  organisations: AdministeredOrganisation[];
  setTier: SetTierProps["setTier"];
}

/** Every organisation of the portal, with its portal tier and how much of it is used. */
export function OrganisationTable({ organisations, setTier }: OrganisationTableProps) {
  const head = (
    <>
      <HeadCell>Organisation</HeadCell>
      <HeadCell>Owner</HeadCell>
      <HeadCell>Members</HeadCell>
      <HeadCell>Servers</HeadCell>
      <HeadCell>Portal tier</HeadCell>
      <HeadCell unseen>Change the portal tier</HeadCell>
    </>
  );
  return (
    <Table label="Organisations" head={head}>
      {organisations.map((organisation) => {
        const { id, handle, name, avatar, owner, memberCount, serverCount, maxServers, tierName } = organisation;
        const over = maxServers !== null && serverCount > maxServers;
        return (
          <Row key={id}>
            <Cell as="lead">
              <Lead
                picture={<Shield handle={handle} name={name} avatar={avatar} size="large" />}
                name={name}
                under={handle}
                mono
              />
            </Cell>
            <Cell as="fact" under="shield" className="wrap-anywhere">
              <span className="row:hidden">owned by </span>
              {owner.name}
              <span className="text-xs text-ink-soft row:block card:hidden">{owner.email}</span>
            </Cell>
            <Cell as="fact" className="row:whitespace-nowrap tabular-nums">
              {memberCount.toLocaleString("en-GB")}
              <span className="row:hidden"> {memberCount === 1 ? "member" : "members"}</span>
            </Cell>
            <Cell as="fact" className="row:whitespace-nowrap tabular-nums">
              {maxServers === null ? serverCount.toLocaleString("en-GB") : `${serverCount} of ${maxServers}`}
              <span className="row:hidden"> servers</span>
              {over && (
                <Badge tone="warn" className="ml-2">
                  over
                </Badge>
              )}
            </Cell>
            <Cell as="fact" className="row:whitespace-nowrap">
              {tierName}
            </Cell>
            <Cell>
              <SetTier organisation={organisation} setTier={setTier} />
            </Cell>
          </Row>
        );
      })}
    </Table>
  );
}
