import Link from "next/link";
import type { ReactNode } from "react";
import { Person } from "@/components/identity/person";
import { projectNames } from "@/components/projects/names";
import { Time } from "@/components/ui/layout/time";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, type Sorting, Table } from "@/components/ui/table/table";
import { roleName } from "@/lib/access";

export interface ListedMember {
  id: string;
  userId: string;
  name: string;
  avatar: string | null;
  /** Null for viewers who may not see it. */
  email: string | null;
  orgRole: string;
  joinedAt: Date;
  openedAt: Date | null;
  isSelf: boolean;
  /** Null for viewers who may not know. */
  narrowed: boolean | null;
  projects: { name: string }[] | null;
  /** Null for viewers who may not know. */
  hasSecondFactor: boolean | null;
}

interface MemberTableProps {
  members: ListedMember[];
  sorting: Sorting;
  now: Date;
  /** The page of this list; a member's own page is below it. */
  path: string;
  /** A member's menu; nothing for the viewer's own row. Left out for viewers who may do nothing. */
  menu?: (member: ListedMember) => ReactNode;
}

/** "Everything", "All projects", "Survival, Events and 2 more"; nothing for viewers who may not know. */
function accessOf({ orgRole, narrowed, projects }: ListedMember): string {
  if (narrowed === null) return "";
  if (!narrowed) return orgRole === "owner" || orgRole === "admin" ? "Everything" : "All projects";
  return projectNames(projects ?? []);
}

export function MemberTable({ members, sorting, now, path, menu }: MemberTableProps) {
  // If everybody sees everything, the column would say nothing.
  const restricted = members.some(({ narrowed }) => narrowed);
  const knowsFactors = members.some(({ isSelf, hasSecondFactor }) => !isSelf && hasSecondFactor !== null);
  const head = (
    <>
      <HeadCell sorting={sorting} by="name">
        Member
      </HeadCell>
      <HeadCell>Role</HeadCell>
      {restricted && <HeadCell>Access</HeadCell>}
      {knowsFactors && <HeadCell>Second factor</HeadCell>}
      <HeadCell sorting={sorting} by="joined">
        Joined
      </HeadCell>
      <HeadCell>Last active</HeadCell>
      {menu && <HeadCell unseen>Actions</HeadCell>}
    </>
  );
  return (
    <Table label="Members" head={head}>
      {members.map((member) => {
        const { id, userId, name, avatar, email, orgRole, joinedAt, openedAt, isSelf } = member;
        return (
          <Row key={id}>
            <Cell as="lead">
              <Lead
                picture={<Person id={userId} name={name} avatar={avatar} />}
                name={
                  <>
                    <Link href={`${path}/${userId}`}>{name}</Link>{" "}
                    {isSelf && <span className="font-normal text-ink-faint">you</span>}
                  </>
                }
                under={email}
              />
            </Cell>
            <Cell as="fact" under="person">
              {orgRole === "owner" ? <strong>{roleName(orgRole)}</strong> : roleName(orgRole)}
            </Cell>
            {restricted && (
              <Cell as={member.narrowed ? "fact" : "hidden"} className="max-w-60 wrap-anywhere">
                {accessOf(member)}
              </Cell>
            )}
            {knowsFactors && (
              <Cell as={member.hasSecondFactor ? "hidden" : "fact"} className="text-ink-soft">
                {member.hasSecondFactor ? "On" : "None"}
                {!member.hasSecondFactor && <span className="row:hidden"> as second factor</span>}
              </Cell>
            )}
            <Cell as="hidden" className="text-ink-soft">
              <Time at={joinedAt} now={now} />
            </Cell>
            <Cell as="fact" className="text-ink-soft">
              {openedAt ? <Time at={openedAt} now={now} /> : "never"}
            </Cell>
            {menu && <Cell as="menu">{menu(member)}</Cell>}
          </Row>
        );
      })}
    </Table>
  );
}
