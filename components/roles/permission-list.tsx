import { byResource, inWords } from "@/components/roles/permissions";
import { Line, Lines } from "@/components/ui/table/lines";
import type { Permission } from "@/lib/access";

/** What a role allows, by resource. */
export function PermissionList({ permissions }: { permissions: readonly Permission[] }) {
  if (permissions.length === 0)
    return (
      <p className="text-control text-ink-soft">Only seeing the organisation’s name, tier and number of members.</p>
    );
  return (
    <Lines>
      {byResource(permissions).map(({ resource, title, permissions: some }) => (
        <Line key={resource} label={title}>
          {inWords(some)}
        </Line>
      ))}
    </Lines>
  );
}
