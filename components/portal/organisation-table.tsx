import Link from "next/link";
import type { ComponentProps } from "react";
import { Shield } from "@/components/identity/shield";
import { LimitsButton } from "@/components/portal/limits/limits-button";
import { PoolButton } from "@/components/portal/pool-button";
import { SetTier } from "@/components/portal/set-tier";
import type { AdministeredOrganisation, NumbersOfTiers, SetTierProps } from "@/components/portal/tiers";
import { Badge } from "@/components/ui/message/badge";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";
import { amountWords, eachPart, type PoolPart } from "@/lib/pools/words";
import { eachLimit, limitNames, limitParts, usedWords } from "@/lib/tiers/words";

interface OrganisationTableProps {
  organisations: AdministeredOrganisation[];
  tiers: NumbersOfTiers;
  setTier: SetTierProps["setTier"];
  setPool: ComponentProps<typeof PoolButton>["save"];
  setLimits: ComponentProps<typeof LimitsButton>["save"];
}

/** All organisations of the portal, with their portal tier and its usage. */
export function OrganisationTable({ organisations, tiers, setTier, setPool, setLimits }: OrganisationTableProps) {
  const head = (
    <>
      <HeadCell>Organisation</HeadCell>
      <HeadCell>Owner</HeadCell>
      <HeadCell>Members</HeadCell>
      <HeadCell>Servers</HeadCell>
      <HeadCell>Portal tier</HeadCell>
      <HeadCell unseen>Change the portal tier, the limits and the pool</HeadCell>
    </>
  );
  return (
    <Table label="Organisations" head={head}>
      {organisations.map((organisation) => {
        const { id, handle, name, avatar, owner, memberCount, serverCount, tierName, portalTier, pool, limits } =
          organisation;
        const over = limitParts.filter((part) => isOver(limits[part]));
        return (
          <Row key={id}>
            <Cell as="lead">
              <Lead
                picture={<Shield handle={handle} name={name} avatar={avatar} size="large" />}
                name={<Link href={`/dashboard/portal/organisations/${id}`}>{name}</Link>}
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
              {usedWords(serverCount, limits.servers)}
              <span className="row:hidden"> servers</span>
              {over.includes("servers") && (
                <Badge tone="warn" className="ml-2">
                  over
                </Badge>
              )}
            </Cell>
            <Cell as="fact" className="row:whitespace-nowrap">
              {tierName}
              {over
                .filter((part) => part !== "servers")
                .map((part) => (
                  <span key={part} className="block text-xs whitespace-normal text-warn">
                    {limitNames[part]}: {usedWords(limits[part].used, limits[part])}
                  </span>
                ))}
            </Cell>
            <Cell>
              <span className="flex flex-wrap gap-2">
                <SetTier organisation={organisation} tiers={tiers} setTier={setTier} />
                <LimitsButton
                  name={name}
                  target={{ organisation: id }}
                  numbers={eachLimit((part) => numberOf(limits[part]))}
                  hints={eachLimit((part) => limitHint(limits[part].used, tiers[portalTier].limits[part]))}
                  save={setLimits}
                />
                <PoolButton
                  name={name}
                  target={{ organisation: id }}
                  numbers={eachPart((part) => numberOf(pool[part]))}
                  hints={eachPart((part) => hintOf(part, pool[part].used, tiers[portalTier].pool[part]))}
                  save={setPool}
                />
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

const isOver = ({ used, most }: { used: number; most: number | null }) => most !== null && used > most;

const limitHint = (used: number, tier: number | null) =>
  `Used: ${used.toLocaleString("en-GB")}. The tier allows ${tier === null ? "any number" : tier.toLocaleString("en-GB")}.`;

function hintOf(part: PoolPart, used: number, tier: number | null): string {
  return `Used: ${amountWords(part, used)}. The tier allows ${tier === null ? "an unlimited amount" : amountWords(part, tier)}.`;
}
