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
import { zoneLines } from "@/lib/rest/zones";

/** The whole contract, a line for each method and path. Written-out paths stand before those with a name in the same place. */
export const rest: Rest[] = [
  ...peopleLines,
  ...projectLines,
  ...providerLines,
  ...cleanupLines,
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

/** The lines for a request, with the values of its path; `methods` says what the path would have allowed. */
export function findRest(method: string, path: string) {
  const given = path.split("/");
  const matches = rest.flatMap((entry) => {
    const values = match(entry.path.split("/"), given);
    return values ? [{ entry, values }] : [];
  });
  // Written-out paths stand before those with a name in the same place.
  const [first] = matches;
  const same = matches.filter(({ entry }) => entry.path === first?.entry.path);
  const entries = same.map(({ entry }) => entry);
  return {
    lines: entries.filter((entry) => entry.method === method),
    values: first?.values ?? {},
    methods: [...new Set(entries.map((entry) => entry.method))],
  };
}

function match(pattern: string[], given: string[]): Record<string, string> | null {
  if (pattern.length !== given.length) return null;
  const values: Record<string, string> = {};
  for (const [place, part] of pattern.entries()) {
    const value = given[place] ?? "";
    if (part.startsWith(":")) values[part.slice(1)] = decode(value);
    else if (part !== value) return null;
  }
  return values;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
