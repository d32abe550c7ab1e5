import { memberPlace } from "@/app/dashboard/organisations/[handle]/members/member-place";
import type { openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { MemberMenu } from "@/components/members/member-menu";
import { type ListedMember, MemberTable } from "@/components/members/member-table";
import { LinkButton } from "@/components/ui/button/link-button";
import { EmptyState } from "@/components/ui/message/empty-state";
import { RefusedFilters } from "@/components/ui/table/refused-filters";
import type { Sorting } from "@/components/ui/table/table";
import { TableFoot } from "@/components/ui/table/table-foot";
import { attempt } from "@/lib/doors/page/page";
import { withWords } from "@/lib/doors/page/search";
import { listMembers } from "@/lib/members/operations";

interface PeopleProps {
  organisation: Awaited<ReturnType<typeof openOrganisation>>;
  /** As they are in the URL; the operation checks them. */
  filter: { q?: string; role?: string; sort?: string };
  cursor?: string;
  sorting: Sorting;
}

export async function People({ organisation, filter, cursor, sorting }: PeopleProps) {
  const { id, base, memberCount, may } = organisation;
  const path = `${base}/members`;
  const { data, refusal } = await attempt(listMembers, { organisation: id, ...(filter as object), cursor });
  if (refusal) return <RefusedFilters href={path} refusal={refusal} />;
  const { items, after } = data;
  const narrowed = Boolean(filter.q || filter.role);
  if (items.length === 0)
    return (
      <EmptyState title="No members found" actions={<LinkButton href={path}>Show all members</LinkButton>}>
        {filter.q ? (
          <>
            No {filter.role ?? "member"} here has “{filter.q}” in their name{may("member.update") && " or e-mail"}.
          </>
        ) : (
          "Nobody here has this role."
        )}
      </EmptyState>
    );
  const { place, about } = await memberPlace(organisation);
  const menu = (member: ListedMember) => {
    const managed = about(member);
    return managed && <MemberMenu place={place} {...managed} />;
  };
  return (
    <>
      <MemberTable
        members={items}
        sorting={sorting}
        now={new Date()}
        path={path}
        menu={items.some(about) ? menu : undefined}
      />
      <TableFoot
        first={cursor && withWords(path, filter)}
        next={after ? withWords(path, { ...filter, cursor: after }) : undefined}
      >
        {narrowed ? !after && !cursor && `${items.length} found` : `${items.length} of ${memberCount} shown`}
      </TableFoot>
    </>
  );
}
