import Link from "next/link";
import { DefaultStar, type SetDefault } from "@/components/frame/default-star";
import type { OrganisationEntry } from "@/components/frame/organisation-entry";
import { Shield } from "@/components/identity/shield";
import { Time } from "@/components/ui/layout/time";
import { Badge } from "@/components/ui/message/badge";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, type Sorting, Table } from "@/components/ui/table/table";
import type { ListedOrganisation } from "@/lib/organisations/view";

interface OrganisationTableProps {
  organisations: ListedOrganisation[];
  toEntry: (organisation: ListedOrganisation) => OrganisationEntry;
  /** The previous default, which "Undo" restores; the list may not show it. */
  before?: OrganisationEntry;
  setDefault: SetDefault;
  sorting: Sorting;
  now: Date;
}

export function OrganisationTable({
  organisations,
  toEntry,
  before,
  setDefault,
  sorting,
  now,
}: OrganisationTableProps) {
  const head = (
    <>
      <HeadCell sorting={sorting} by="name">
        Organisation
      </HeadCell>
      <HeadCell>Your role</HeadCell>
      <HeadCell>Tier</HeadCell>
      <HeadCell right sorting={sorting} by="-members">
        Members
      </HeadCell>
      <HeadCell sorting={sorting} by="-opened">
        Last active
      </HeadCell>
      <HeadCell unseen>Default</HeadCell>
    </>
  );
  return (
    <Table label="Organisations" head={head}>
      {organisations.map((organisation) => {
        const entry = toEntry(organisation);
        const { handle, name, avatar, memberCount, openedAt } = organisation;
        return (
          <Row key={handle}>
            <Cell as="lead">
              <Lead
                picture={<Shield handle={handle} name={name} avatar={avatar} size="large" />}
                name={
                  <>
                    <Link href={entry.href}>{name}</Link>{" "}
                    {entry.isSuspended && (
                      <Badge tone="warn" dot>
                        Suspended
                      </Badge>
                    )}{" "}
                    {entry.needsFactor && (
                      <Badge tone="warn" dot>
                        Second factor required
                      </Badge>
                    )}
                  </>
                }
                under={handle}
                mono
              />
            </Cell>
            <Cell as="fact" under="shield">
              {entry.role}
            </Cell>
            <Cell as="fact">{entry.tier}</Cell>
            <Cell as="fact" right>
              {memberCount.toLocaleString("en-GB")}
              <span className="side:hidden"> {memberCount === 1 ? "member" : "members"}</span>
            </Cell>
            <Cell as="hidden" className="text-ink-soft">
              {openedAt ? <Time at={openedAt} now={now} /> : "never"}
            </Cell>
            <Cell as="menu">
              <DefaultStar entry={entry} before={before} setDefault={setDefault} />
            </Cell>
          </Row>
        );
      })}
    </Table>
  );
}
