"use client";

import { usePathname } from "next/navigation";
import { Tabs } from "@/components/ui/layout/tabs";
import type { Permission } from "@/lib/access";

/** The pages of a server, each with the permissions that open it: any one of them is enough. */
const parts: { part: string; label: string; needs: Permission[]; onlyChanges?: true }[] = [
  { part: "", label: "Overview", needs: ["server.read"] },
  // Files can hold passwords, so permission to use a server isn’t enough.
  { part: "files", label: "Files", needs: ["server.update"] },
  { part: "backups", label: "Backups", needs: ["server.update"] },
  { part: "schedule", label: "Schedule", needs: ["server.update"] },
  { part: "settings", label: "Settings", needs: ["server.update", "server.delete"], onlyChanges: true },
];

interface ServerTabsProps {
  path: string;
  permissions: readonly Permission[];
  /** Leaves out the pages on which there is nothing to read. */
  readOnly: boolean;
}

export function ServerTabs({ path, permissions, readOnly }: ServerTabsProps) {
  const shown =
    usePathname()
      .slice(path.length + 1)
      .split("/")[0] ?? "";
  return (
    <Tabs
      label="Server"
      tabs={parts
        .filter(
          ({ needs, onlyChanges }) => !(readOnly && onlyChanges) && needs.some((need) => permissions.includes(need)),
        )
        .map(({ part, label }) => ({ href: part ? `${path}/${part}` : path, label, current: part === shown }))}
    />
  );
}
