import type { Rest } from "@/lib/doors/rest/line";
import { accountLines } from "@/lib/doors/rest/lines/account";
import { activityLines } from "@/lib/doors/rest/lines/activity";
import { announcementLines } from "@/lib/doors/rest/lines/announcements";
import { backupLines } from "@/lib/doors/rest/lines/backups";
import { cleanupLines } from "@/lib/doors/rest/lines/cleanups";
import { deletionLines } from "@/lib/doors/rest/lines/deletions";
import { fileLines } from "@/lib/doors/rest/lines/files";
import { nodeLines } from "@/lib/doors/rest/lines/nodes";
import { organisationLines } from "@/lib/doors/rest/lines/organisations";
import { peopleLines } from "@/lib/doors/rest/lines/people";
import { portalLines } from "@/lib/doors/rest/lines/portal";
import { portalLogLines } from "@/lib/doors/rest/lines/portal_log";
import { portalOrganisationLines } from "@/lib/doors/rest/lines/portal_organisations";
import { projectLines } from "@/lib/doors/rest/lines/projects";
import { recordLines } from "@/lib/doors/rest/lines/records";
import { scheduleLines } from "@/lib/doors/rest/lines/schedules";
import { serverLines } from "@/lib/doors/rest/lines/servers";
import { smtpServerLines } from "@/lib/doors/rest/lines/smtp_servers";
import { tierLines } from "@/lib/doors/rest/lines/tiers";
import { transferLines } from "@/lib/doors/rest/lines/transfers";
import { tunnelLines } from "@/lib/doors/rest/lines/tunnels/devices";
import { tunnelEnrolmentLines } from "@/lib/doors/rest/lines/tunnels/enrolments";
import { gatewayLines } from "@/lib/doors/rest/lines/tunnels/gateways";
import { upkeepLines } from "@/lib/doors/rest/lines/upkeep";
import { userLines } from "@/lib/doors/rest/lines/users";
import { webhookLines } from "@/lib/doors/rest/lines/webhooks";
import { zoneLines } from "@/lib/doors/rest/lines/zones";

/**
 * The whole contract, a line for each method and path. Literal paths go before those with a parameter in the same
 * place.
 */
export const rest: Rest[] = [
  ...transferLines,
  ...peopleLines,
  ...activityLines,
  ...projectLines,
  ...tunnelEnrolmentLines,
  ...smtpServerLines,
  ...cleanupLines,
  ...webhookLines,
  ...nodeLines,
  ...gatewayLines,
  ...tunnelLines,
  ...serverLines,
  ...fileLines,
  ...backupLines,
  ...scheduleLines,
  ...zoneLines,
  ...recordLines,
  ...deletionLines,
  ...organisationLines,
  ...accountLines,
  ...portalLines,
  ...tierLines,
  ...upkeepLines,
  ...portalLogLines,
  ...userLines,
  ...announcementLines,
  ...portalOrganisationLines,
];

/** The lines by their number of path segments: a request is compared only with those. */
const patterns = new Map<number, { parts: string[]; lines: Rest[] }[]>();
for (const path of new Set(rest.map(({ path }) => path))) {
  const parts = path.split("/");
  const same = patterns.get(parts.length) ?? [];
  same.push({ parts, lines: rest.filter((entry) => entry.path === path) });
  patterns.set(parts.length, same);
}

/** The lines for a request, with the values of its path; `methods` has the methods that the path allows. */
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
