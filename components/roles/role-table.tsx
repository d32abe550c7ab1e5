import { ChevronDown } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { ListedRole } from "@/components/roles/actions";
import { PermissionList } from "@/components/roles/permission-list";
import { Icon } from "@/components/ui/layout/icon";
import { Badge } from "@/components/ui/message/badge";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";
import { permissions as every, roleAbout, roleName } from "@/lib/access";

interface RoleTableProps {
  roles: ListedRole[];
  /** The list of members, for viewers who may see it. */
  membersHref?: string;
  menu: (role: ListedRole) => ReactNode;
}

export function RoleTable({ roles, membersHref, menu }: RoleTableProps) {
  const menus = roles.map(menu);
  const head = (
    <>
      <HeadCell>Role</HeadCell>
      <HeadCell>Allows</HeadCell>
      <HeadCell right>Members</HeadCell>
      {menus.some(Boolean) && <HeadCell unseen>Actions</HeadCell>}
    </>
  );
  return (
    <Table label="Roles" head={head}>
      {roles.map((role, index) => (
        <Row key={role.name}>
          <Cell as="lead">
            <Lead
              name={
                <>
                  {roleName(role.name)} {role.isDefault && <Badge className="ml-1">Default role</Badge>}
                </>
              }
              under={roleAbout(role.name)}
            />
          </Cell>
          <Cell>
            <Allowed permissions={role.permissions} name={roleName(role.name)} />
          </Cell>
          <Cell as="fact" right>
            <Holders role={role} membersHref={membersHref} />
          </Cell>
          {menus.some(Boolean) && <Cell as="menu">{menus[index]}</Cell>}
        </Row>
      ))}
    </Table>
  );
}

/** The number of permissions; a click lists them, also without JavaScript. */
function Allowed({ permissions, name }: Pick<ListedRole, "permissions" | "name">) {
  return (
    <details className="group/allowed min-w-0">
      <summary className="inline-flex min-h-6 items-center gap-1 rounded-chip text-accent hover:underline pointer-coarse:min-h-11">
        {permissions.length === every.length ? "All" : permissions.length} of {every.length} permissions
        <span className="sr-only"> of {name}</span>
        <Icon of={ChevronDown} className="group-open/allowed:rotate-180" />
      </summary>
      <div className="max-w-[34rem] pb-2">
        <PermissionList permissions={permissions} />
      </div>
    </details>
  );
}

function Holders({ role: { name, members }, membersHref }: { role: ListedRole; membersHref?: string }) {
  const text = members === 0 ? "none" : members === 1 ? "1 member" : `${members.toLocaleString("en-GB")} members`;
  if (!membersHref || members === 0) return <span className="whitespace-nowrap text-ink-soft">{text}</span>;
  return (
    <Link
      href={`${membersHref}?${new URLSearchParams({ role: name })}`}
      className="inline-flex min-h-6 items-center whitespace-nowrap hover:underline pointer-coarse:min-h-11"
    >
      {text}
    </Link>
  );
}
