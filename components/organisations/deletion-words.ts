import type { DeletedOrganisation, Leftovers } from "@/lib/organisations/deletion/view";
import { amountWords } from "@/lib/pools/words";
import { sizeWords } from "@/lib/servers/disk";

type Contents = DeletedOrganisation["contents"];
/** The first of each thing, by name. */
export interface ContentNames {
  servers: { name: string }[];
  zones: { name: string; records: number }[];
  projects: string[];
}
export type ContentPart = "servers" | "backups" | "zones" | "tunnels" | "members" | "projects" | "access";

/** "1 zone", "2,000 members"; undefined for none. */
export function countWords(amount: number, one: string, many = `${one}s`): string | undefined {
  return amount === 0 ? undefined : `${amount.toLocaleString("en-GB")} ${amount === 1 ? one : many}`;
}

/** "a, b and 3 more" */
function listWords(names: string[], total: number): string {
  const more = total - names.length;
  if (more > 0) return `${names.join(", ")} and ${more.toLocaleString("en-GB")} more`;
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

const joined = (parts: (string | undefined)[], by = ", ") => parts.filter(Boolean).join(by);

/** What an organisation has, counted and named, without what it has none of. */
export function contentWords(
  counts: Contents,
  names: ContentNames = { servers: [], zones: [], projects: [] },
): { part: ContentPart; title: string; detail?: string }[] {
  const { servers, memoryMb, diskMb, backups, backupBytes, zones, records, members, invitations, projects } = counts;
  const { tunnelDevices, tokens, webhooks, smtpServers, roles } = counts;
  const sizes = `${amountWords("memoryMb", memoryMb)} of memory, ${amountWords("diskMb", diskMb)} of disk`;
  const named = (all: string[], total: number) => (all.length > 0 ? listWords(all, total) : undefined);
  const rows: { part: ContentPart; title: string | undefined; detail?: string }[] = [
    {
      part: "servers",
      title: countWords(servers, "server with all its files", "servers with all their files"),
      detail: joined(
        [
          named(
            names.servers.map(({ name }) => name),
            servers,
          ),
          sizes,
        ],
        ": ",
      ),
    },
    { part: "backups", title: countWords(backups, "backup"), detail: sizeWords(backupBytes) },
    {
      part: "zones",
      title: joined([countWords(zones, "DNS zone"), countWords(records, "record")], " with ") || undefined,
      detail: named(
        names.zones.map(({ name, records: own }) => `${name} (${own.toLocaleString("en-GB")})`),
        zones,
      ),
    },
    {
      part: "tunnels",
      title: countWords(tunnelDevices, "tunnel device"),
      detail: "Nothing on the machines themselves is deleted",
    },
    {
      part: "members",
      title: joined([countWords(members, "membership"), countWords(invitations, "pending invitation")]),
      detail: "Nobody’s account is deleted",
    },
    { part: "projects", title: countWords(projects, "project"), detail: named(names.projects, projects) },
    {
      part: "access",
      title: joined([
        countWords(tokens, "access token"),
        countWords(webhooks, "webhook"),
        countWords(smtpServers, "SMTP server"),
        countWords(roles, "custom role"),
      ]),
    },
  ];
  return rows.flatMap(({ title, ...row }) => (title ? [{ title, ...row }] : []));
}

/** "Being removed: 3 servers and 2 zones left." */
export function leftWords(left: Leftovers | null): string {
  if (!left) return "Being removed: this starts within a minute.";
  const { servers, zones, members } = left;
  const things = [countWords(servers, "server"), countWords(zones, "zone")].filter((words) => words !== undefined);
  if (things.length === 0) return `Being removed: ${countWords(members, "membership") ?? "nothing"} left.`;
  return `Being removed: ${things.join(" and ")} left.`;
}

/** How much of a deleted organisation is removed, and of how much in total. */
export function progressOf({ contents, left }: Pick<DeletedOrganisation, "contents" | "left">) {
  const had = Math.max(1, contents.servers + contents.zones + contents.members);
  const still = left ? left.servers + left.zones + left.members : had;
  return { value: Math.max(0, had - still), max: had };
}
