import Link from "next/link";
import { Person } from "@/components/identity/person";
import { UserState } from "@/components/portal/users/user-state";
import { Time } from "@/components/ui/layout/time";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, type Sorting, Table } from "@/components/ui/table/table";

interface ListedUser {
  id: string;
  name: string;
  email: string;
  avatar: string | null;
  verified: boolean;
  disabledAt: Date | null;
  leavingUntil: Date | null;
  portalAdmin: boolean;
  organisationCount: number;
  createdAt: Date;
  lastUsedAt: Date | null;
}

interface UserTableProps {
  users: ListedUser[];
  /** The page of this list; each user's own is below it. */
  path: string;
  sorting: Sorting;
  now: Date;
}

/** Users of the whole portal. */
export function UserTable({ users, path, sorting, now }: UserTableProps) {
  const head = (
    <>
      <HeadCell sorting={sorting} by="name">
        User
      </HeadCell>
      <HeadCell>State</HeadCell>
      <HeadCell>Organisations</HeadCell>
      <HeadCell>Last active</HeadCell>
      <HeadCell sorting={sorting} by="-created">
        Created
      </HeadCell>
    </>
  );
  return (
    <Table label="Users" head={head}>
      {users.map((user) => {
        const { id, name, email, avatar, organisationCount, createdAt, lastUsedAt } = user;
        return (
          <Row key={id}>
            <Cell as="lead">
              <Lead
                picture={<Person id={id} name={name} avatar={avatar} />}
                name={<Link href={`${path}/${id}`}>{name}</Link>}
                under={email}
              />
            </Cell>
            <Cell as="fact" under="person">
              <UserState user={user} />
            </Cell>
            <Cell as="fact" className="tabular-nums">
              {organisationCount.toLocaleString("en-GB")}
              <span className="row:hidden"> {organisationCount === 1 ? "organisation" : "organisations"}</span>
            </Cell>
            {/* Times wrap: beside a long name and a state, two written-out ones push the list out of the page. */}
            <Cell as="hidden" className="text-ink-soft [&_time]:whitespace-normal">
              {lastUsedAt ? <Time at={lastUsedAt} now={now} /> : "not signed in"}
            </Cell>
            <Cell as="fact" className="text-ink-soft [&_time]:whitespace-normal">
              <span className="row:hidden">created </span>
              <Time at={createdAt} now={now} />
            </Cell>
          </Row>
        );
      })}
    </Table>
  );
}
