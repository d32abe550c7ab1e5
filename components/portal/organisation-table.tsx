import Link from "next/link";
import { Shield } from "@/components/identity/shield";
import { OrganisationTools, type OrganisationToolsProps } from "@/components/portal/organisations/tools";
import type { AdministeredOrganisation } from "@/components/portal/tiers";
import { Badge } from "@/components/ui/message/badge";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, type Sorting, Table } from "@/components/ui/table/table";
import { limitNames, limitParts, usedWords } from "@/lib/tiers/words";

interface OrganisationTableProps extends Omit<OrganisationToolsProps, "organisation"> {
  organisations: AdministeredOrganisation[];
  sorting: Sorting;
}

/** All organisations of the portal, with their portal tier and its usage. */
export function OrganisationTable({ organisations, sorting, ...tools }: OrganisationTableProps) {
  const head = (
    <>
      <HeadCell sorting={sorting} by="name">
        Organisation
      </HeadCell>
      <HeadCell>Owner</HeadCell>
      <HeadCell sorting={sorting} by="-members">
        Members
      </HeadCell>
      <HeadCell sorting={sorting} by="-servers">
        Servers
      </HeadCell>
      <HeadCell>Zones</HeadCell>
      <HeadCell>Portal tier</HeadCell>
      <HeadCell unseen>Change the portal tier, the limits and the pool</HeadCell>
    </>
  );
  return (
    <Table label="Organisations" head={head}>
      {organisations.map((organisation) => {
        const { id, handle, name, avatar, owner, memberCount, serverCount, tierName, zoneCount, limits } = organisation;
        const over = limitParts.filter((part) => isOver(limits[part]));
        return (
          <Row key={id}>
            <Cell as="lead">
              <Lead
                picture={<Shield handle={handle} name={name} avatar={avatar} size="large" />}
                name={<Link href={`/dashboard/portal/organisations/${handle}`}>{name}</Link>}
                under={handle}
                mono
              />
            </Cell>
            <Cell as="fact" under="shield" className="wrap-anywhere">
              <span className="row:hidden">owned by </span>
              {owner.name}{" "}
              {owner.state === "invited" && (
                <Badge tone="warn" dot>
                  Invited
                </Badge>
              )}
              <span className="text-xs text-ink-soft row:block card:hidden">{owner.email}</span>
            </Cell>
            <Cell as="fact" className="row:whitespace-nowrap tabular-nums">
              {memberCount.toLocaleString("en-GB")}
              <span className="row:hidden"> {memberCount === 1 ? "member" : "members"}</span>
            </Cell>
            <Cell as="fact" className="row:whitespace-nowrap tabular-nums">
              {usedWords(serverCount, limits.servers)}
              <span className="row:hidden"> servers</span> {over.includes("servers") && <Badge tone="warn">over</Badge>}
            </Cell>
            <Cell as="fact" className="row:whitespace-nowrap tabular-nums">
              {zoneCount.toLocaleString("en-GB")}
              <span className="row:hidden"> {zoneCount === 1 ? "zone" : "zones"}</span>
            </Cell>
            <Cell as="fact" className="row:whitespace-nowrap">
              {tierName}{" "}
              {organisation.deletedAt !== null ? (
                <Badge tone="warn">Deleted</Badge>
              ) : (
                organisation.suspension && <Badge tone="warn">Suspended</Badge>
              )}
              {over
                .filter((part) => part !== "servers")
                .map((part) => (
                  <span key={part} className="block text-xs whitespace-normal text-warn">
                    {limitNames[part]}: {usedWords(limits[part].used, limits[part])}
                  </span>
                ))}
            </Cell>
            <Cell>
              <OrganisationTools organisation={organisation} {...tools} />
            </Cell>
          </Row>
        );
      })}
    </Table>
  );
}

const isOver = ({ used, most }: { used: number; most: number | null }) => most !== null && used > most;
