import { Check, X } from "lucide-react";
import { Icon } from "@/components/ui/layout/icon";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";
import { grantable, type Permission, permissionWords, resources, roleName } from "@/lib/access";

interface RightsTableProps {
  own: readonly Permission[];
  /** The roles that the viewer may see. */
  roles: { name: string; permissions: readonly Permission[] }[];
}

const columns = { read: "See", create: "Create", update: "Edit", delete: "Delete" } as const;

/** The viewer's permissions: a row per resource, a column per kind of action, and for every no the roles that may. */
export function RightsTable({ own, roles }: RightsTableProps) {
  const head = (
    <>
      <HeadCell>Resource</HeadCell>
      {Object.values(columns).map((title) => (
        <HeadCell key={title}>{title}</HeadCell>
      ))}
      <HeadCell>Other</HeadCell>
    </>
  );
  return (
    <Table label="My permissions" head={head}>
      {resources.map(({ resource, title, permissions }) => {
        const ofColumn = (action: string) => permissions.find((each) => each === `${resource}.${action}`);
        const others = permissions.filter((each) => !((each.split(".")[1] ?? "") in columns));
        return (
          <Row key={resource}>
            <Cell as="lead" className="align-top">
              <strong className="block py-0.5 whitespace-normal">{title}</strong>
            </Cell>
            {Object.keys(columns).map((action) => (
              <Cell key={action} className="align-top">
                <Answers permissions={[ofColumn(action)]} own={own} roles={roles} />
              </Cell>
            ))}
            <Cell className="align-top">
              <Answers permissions={others} own={own} roles={roles} named />
            </Cell>
          </Row>
        );
      })}
    </Table>
  );
}

interface AnswersProps extends RightsTableProps {
  permissions: (Permission | undefined)[];
  /** Whether to name each permission, because the column’s title doesn’t. */
  named?: boolean;
}

function Answers({ permissions, own, roles, named }: AnswersProps) {
  return permissions.map(
    (permission) =>
      permission && (
        <div key={permission} className="py-0.5 card:flex card:justify-between card:gap-4">
          <span className={named ? "block text-sm card:text-control" : "row:sr-only"}>
            {permissionWords[permission].name}
            <span className="sr-only">: </span>
          </span>
          <span className="card:text-right">
            {own.includes(permission) ? (
              <span className="inline-flex items-center gap-1.5 font-medium text-good">
                <Icon of={Check} />
                Yes
              </span>
            ) : (
              <>
                <span className="inline-flex items-center gap-1.5 text-ink-soft">
                  <Icon of={X} />
                  No
                </span>
                <span className="block text-xs text-ink-soft">{whoMay(permission, roles)}</span>
              </>
            )}
          </span>
        </div>
      ),
  );
}

/** "Owner only", "Needs Admin or DNS keeper". */
function whoMay(permission: Permission, roles: RightsTableProps["roles"]): string {
  if (!grantable.includes(permission)) return "Owner only";
  const holders = roles.filter(({ name, permissions }) => name !== "owner" && permissions.includes(permission));
  const names = holders.map(({ name }) => roleName(name));
  if (names.length > 3) return `Needs ${names.slice(0, 2).join(", ")} or one of ${names.length - 2} more roles`;
  return `Needs ${[names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(" or ")}`;
}
