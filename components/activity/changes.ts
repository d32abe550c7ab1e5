import { exactTime } from "@/components/ui/layout/time-words";
import { isPermission, permissionWords } from "@/lib/access";
import { type PortalTier, portalTiers } from "@/lib/limits";

type Values = Record<string, unknown>;

/** "name: Apex → Apex Gaming": what changed, one line each. */
export function changesOf({ before = {}, after = {} }: { before?: Values; after?: Values }): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return (
    names
      // An avatar’s name is a hash: that it changed is already said.
      .filter((name) => before[name] !== after[name] && name !== "picture")
      .flatMap((name) => {
        if (name === "permissions" && name in before && name in after)
          return permissionChanges(namesIn(before[name]), namesIn(after[name]));
        const now = shown(name, after[name]);
        return name in before ? `${labelOf(name)}: ${shown(name, before[name])} → ${now}` : `${labelOf(name)}: ${now}`;
      })
  );
}

const namesIn = (value: unknown) =>
  String(value ?? "")
    .split(", ")
    .filter((name) => name !== "nothing");

/** Shows only what was added to a long list, and what was removed. */
function permissionChanges(before: string[], after: string[]): string[] {
  const gained = after.filter((name) => !before.includes(name));
  const lost = before.filter((name) => !after.includes(name));
  return [
    ...(gained.length > 0 ? [`now allows: ${shown("permissions", gained.join(", "))}`] : []),
    ...(lost.length > 0 ? [`no longer allows: ${shown("permissions", lost.join(", "))}`] : []),
  ];
}

/** Shows values that are internal names in the words that pages use for them. */
function shown(name: string, value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  const text = String(value ?? "none");
  if (name === "permissions")
    return text
      .split(", ")
      .map((each) => (isPermission(each) ? permissionWords[each].name.toLowerCase() : each))
      .join(", ");
  if (name === "permission" && isPermission(text)) return permissionWords[text].name.toLowerCase();
  if (name === "portalTier" && text in portalTiers) return portalTiers[text as PortalTier].displayName;
  return isoTime.test(text) ? exactTime(new Date(text)) : text;
}

/** As the log keeps a time. */
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Names on the wire that have another word on screens. */
const words: Record<string, string> = { reach: "scope", proof: "verification", signInMails: "sign-in mails" };

/** `portalTier` → "portal tier"; an RRset keeps its name and type: "_dmarc TXT". */
const labelOf = (name: string) =>
  words[name] ??
  (/^[a-z]+([A-Z][a-z]*)*$/.test(name) ? name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`) : name);
