import { Minus, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { byResource, inWords } from "@/components/roles/permissions";
import { Icon } from "@/components/ui/layout/icon";
import type { Permission } from "@/lib/access";

interface RoleDiffProps {
  /** Null if the viewer may not see the previous permissions. */
  before: readonly Permission[] | null;
  after: readonly Permission[];
}

/** The permissions that a member gains and loses with another role. */
export function RoleDiff({ before, after }: RoleDiffProps) {
  if (!before)
    return <Part title="The new role allows" permissions={after} icon={<Icon of={Plus} />} look="bg-sunken" />;
  const gained = after.filter((permission) => !before.includes(permission));
  const lost = before.filter((permission) => !after.includes(permission));
  return (
    <div className="grid gap-3">
      <p role="status" className={gained.length + lost.length > 0 ? "sr-only" : "text-control text-ink-soft"}>
        {gained.length + lost.length > 0
          ? `${gained.length} gained, ${lost.length} lost.`
          : "Both roles have the same permissions."}
      </p>
      <Part title="Gained" permissions={gained} icon={<Icon of={Plus} className="text-good" />} look="bg-good-soft" />
      <Part title="Lost" permissions={lost} icon={<Icon of={Minus} className="text-bad" />} look="bg-bad-soft" />
    </div>
  );
}

interface PartProps {
  title: string;
  permissions: readonly Permission[];
  icon: ReactNode;
  look: string;
}

function Part({ title, permissions, icon, look }: PartProps) {
  if (permissions.length === 0) return null;
  return (
    <section className={`rounded-panel px-3.5 py-2.5 text-control forced-colors:border ${look}`}>
      <h3 className="flex items-center gap-2 text-control">
        {icon}
        {title}
      </h3>
      <dl className="mt-1 ml-6 grid gap-1">
        {byResource(permissions).map(({ resource, title: heading, permissions: some }) => (
          <div key={resource}>
            <dt className="inline text-ink-soft">{heading}: </dt>
            <dd className="inline">{inWords(some)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
