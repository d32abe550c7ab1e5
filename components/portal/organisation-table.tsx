import type { ComponentProps } from "react";
import { Shield } from "@/components/identity/shield";
import { TransferButton } from "@/components/portal/organisations/transfer-button";
import { PoolButton } from "@/components/portal/pool-button";
import { SetTier } from "@/components/portal/set-tier";
import type { AdministeredOrganisation, SetTierProps, TierPools } from "@/components/portal/tiers";
import type { PortalActions } from "@/components/transfers/actions";
import { Badge } from "@/components/ui/message/badge";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";
import { amountWords, eachPart, type PoolPart } from "@/lib/pools/words";

interface OrganisationTableProps {
  organisations: AdministeredOrganisation[];
  pools: TierPools;
  setTier: SetTierProps["setTier"];
  setPool: ComponentProps<typeof PoolButton>["save"];
  transfer: PortalActions;
}

/** All organisations of the portal, with their portal tier and its usage. */
export function OrganisationTable({ organisations, pools, setTier, setPool, transfer }: OrganisationTableProps) {
  const head = (
    <>
      <HeadCell>Organisation</HeadCell>
      <HeadCell>Owner</HeadCell>
      <HeadCell>Members</HeadCell>
      <HeadCell>Servers</HeadCell>
      <HeadCell>Portal tier</HeadCell>
      <HeadCell unseen>Change the portal tier, the pool and the owner</HeadCell>
    </>
  );
  return (
    <Table label="Organisations" head={head}>
      {organisations.map((organisation) => {
        const { id, handle, name, avatar, owner, memberCount, serverCount, maxServers, tierName, portalTier, pool } =
          organisation;
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
              <span className="flex flex-wrap gap-2">
                <SetTier organisation={organisation} pools={pools} setTier={setTier} />
                <PoolButton
                  name={name}
                  target={{ organisation: id }}
                  numbers={eachPart((part) => numberOf(pool[part]))}
                  hints={eachPart((part) => hintOf(part, pool[part].used, pools[portalTier][part]))}
                  save={setPool}
                />
                <TransferButton organisation={id} name={name} actions={transfer} />
              </span>
            </Cell>
          </Row>
        );
      })}
    </Table>
  );
}

/** The form's value: empty while the portal tier’s number applies. */
const numberOf = ({ own, most }: { own: boolean; most: number | null }) => (own ? String(most ?? "any") : "");

function hintOf(part: PoolPart, used: number, tier: number | null): string {
  return `Used: ${amountWords(part, used)}. The tier allows ${tier === null ? "an unlimited amount" : amountWords(part, tier)}.`;
}
