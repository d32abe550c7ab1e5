import { accountLines } from "@/lib/rest/account";
import { backupLines } from "@/lib/rest/backups";
import { cleanupLines } from "@/lib/rest/cleanups";
import { fileLines } from "@/lib/rest/files";
import type { Rest } from "@/lib/rest/line";
import { nodeLines } from "@/lib/rest/nodes";
import { organisationLines } from "@/lib/rest/organisations";
import { peopleLines } from "@/lib/rest/people";
import { portalLines } from "@/lib/rest/portal";
import { projectLines } from "@/lib/rest/projects";
import { providerLines } from "@/lib/rest/providers";
import { recordLines } from "@/lib/rest/records";
import { scheduleLines } from "@/lib/rest/schedules";
import { serverLines } from "@/lib/rest/servers";
import { webhookLines } from "@/lib/rest/webhooks";
import { zoneLines } from "@/lib/rest/zones";

/** The whole contract, a line for each method and path. Written-out paths stand before those with a name in the same place. */
export const rest: Rest[] = [
  ...peopleLines,
  ...projectLines,
  ...providerLines,
  ...cleanupLines,
  ...webhookLines,
  ...nodeLines,
  ...serverLines,
  ...fileLines,
  ...backupLines,
  ...scheduleLines,
  ...zoneLines,
  ...recordLines,
  ...organisationLines,
  ...accountLines,
  ...portalLines,
];

/** What a path may mean, by how many parts it has: all that a request is compared with. */
const patterns = new Map<number, { parts: string[]; lines: Rest[] }[]>();
for (const path of new Set(rest.map(({ path }) => path))) {
  const parts = path.split("/");
  const same = patterns.get(parts.length) ?? [];
  same.push({ parts, lines: rest.filter((entry) => entry.path === path) });
  patterns.set(parts.length, same);
}

/** The lines for a request, with the values of its path; `methods` says what the path would have allowed. */
export function findRest(method: string, path: string) {
  const given = path.split("/");
  const { parts, lines } = patterns.get(given.length)?.find(({ parts }) => fits(parts, given)) ?? {
    parts: [],
    lines: [],
  };
  return {
    lines: lines.filter((entry) => entry.method === method),
    values: valuesOf(parts, given),
    methods: [...new Set(lines.map((entry) => entry.method))],
  };
}

const fits = (pattern: string[], given: string[]) =>
  pattern.every((part, place) => part.startsWith(":") || part === given[place]);

function valuesOf(pattern: string[], given: string[]): Record<string, string> {
  const named = pattern.flatMap((part, place) => (part.startsWith(":") ? [[part.slice(1), given[place] ?? ""]] : []));
  return Object.fromEntries(named.map(([name, value = ""]) => [name, decode(value)]));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
