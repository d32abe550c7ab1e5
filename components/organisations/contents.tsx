import { Archive, Box, Folder, Globe, KeyRound, UsersRound, Waypoints } from "lucide-react";
import { type ContentNames, type ContentPart, contentWords } from "@/components/organisations/deletion-words";
import type { Loss } from "@/components/ui/dialog/losses";
import { Icon } from "@/components/ui/layout/icon";
import type { DeletedOrganisation } from "@/lib/organisations/deletion/view";

const icons: Record<ContentPart, Parameters<typeof Icon>[0]["of"]> = {
  servers: Box,
  backups: Archive,
  zones: Globe,
  tunnels: Waypoints,
  members: UsersRound,
  projects: Folder,
  access: KeyRound,
};

/** What an organisation has, for the dialog that deletes it. */
export const lossesOf = (counts: DeletedOrganisation["contents"], names?: ContentNames): Loss[] =>
  contentWords(counts, names).map(({ part, ...words }) => ({ icon: <Icon of={icons[part]} />, ...words }));

/** What a deleted organisation had. */
export function Contents({ counts }: { counts: DeletedOrganisation["contents"] }) {
  return (
    <ul className="divide-y divide-hair text-control">
      {lossesOf(counts).map(({ icon, title, detail }) => (
        <li key={title} className="flex gap-3 py-3">
          <span className="mt-0.5 flex-none text-ink-faint">{icon}</span>
          <span className="min-w-0 wrap-anywhere">
            {title}
            {detail && <span className="block text-sm text-ink-soft">{detail}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
