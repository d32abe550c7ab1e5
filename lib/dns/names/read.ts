import { decoded } from "@/lib/dns/bytes";
import { toALabel } from "@/lib/dns/names/idna";
import { isWithin, labelsOf, lower, nameOf, wireLength } from "@/lib/dns/names/labels";
import { refuse } from "@/lib/dns/refusals";

/** Whether a name was typed into a field or read from a zone file. */
export type Way = "typed" | "file";

const longest = 255;
const simple = /^[a-z\d_-]{1,63}(\.[a-z\d_-]{1,63})*\.?$/;

/**
 * The canonical name of a name relative to an origin: "www", "@", "www.example.com.", "münchen". In a field, the
 * origin’s own name may be repeated without a trailing dot.
 */
export function readName(written: string, origin: string, way: Way): string {
  const text = way === "typed" ? written.trim().replace(/[。．｡]/g, ".") : written;
  if (text === "") refuse("name.empty");
  if (text === "@") return origin;
  if (text === ".") return "";
  if (text.length > 4 * longest) refuse("name.long");
  if (way === "typed" && text.includes("://")) refuse("name.url", { text });
  if (simple.test(text)) return bounded(text.endsWith(".") ? text.slice(0, -1) : joined(text, origin, way));
  const pieces = splitName(text);
  const absolute = pieces.length > 1 && pieces.at(-1) === "";
  const labels = (absolute ? pieces.slice(0, -1) : pieces).map((piece) =>
    // A trailing dot means that the name is literal.
    readLabel(piece, absolute ? "file" : way, text),
  );
  return bounded(absolute ? nameOf(labels) : joined(nameOf(labels), origin, way));
}

/** The typed name of a zone, always in full. `public_names.ts` decides whether it is allowed. */
export function readZoneName(written: string): string {
  const name = readName(written, "", "typed");
  if (name === "") refuse("name.zone");
  return name.includes("*") ? refuse("name.zoneWildcard") : name;
}

/**
 * The name of a record, which must be in the zone. In a file or a full name, * may be anywhere, where it isn’t a wildcard; typed
 * otherwise it is most likely a mistake.
 */
export function readOwner(written: string, zone: string, way: Way, origin = zone): string {
  const name = readName(written, origin, way);
  if (!isWithin(name, zone)) refuse("name.outside", { text: written, zone });
  const meant = way === "file" || written.endsWith(".");
  if (
    !meant &&
    name.includes("*") &&
    labelsOf(name).some((label, place) => label.includes("*") && (place > 0 || label !== "*"))
  )
    refuse("name.wildcard");
  return name;
}

function joined(name: string, origin: string, way: Way): string {
  if (origin === "" || (way === "typed" && isWithin(name, origin))) return name;
  return `${name}.${origin}`;
}

function bounded(name: string): string {
  if (name.length < longest - 1 && !name.includes("\\")) return name;
  return wireLength(labelsOf(name)) <= longest ? name : refuse("name.long");
}

/** Splits at unescaped dots. */
function splitName(text: string): string[] {
  if (!text.includes("\\")) return text.split(".");
  const pieces: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === ".") {
      pieces.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...pieces, text.slice(start)];
}

function readLabel(piece: string, way: Way, whole: string): string {
  if (piece === "") refuse("name.emptyLabel", { text: whole });
  const strange = (way === "typed" ? /[^\w*/\\\u0080-\uffff-]/ : /[^!-~\u0080-\uffff]/).exec(
    piece.replace(/\\(\d{3}|[\s\S])/g, ""),
  );
  if (strange?.[0] === " ") refuse("name.space");
  if (strange) refuse("name.character", { text: strange[0] });
  const label = /[\u0080-\uffff]/.test(piece) ? international(piece) : lower(decoded(piece));
  return label.length <= 63 ? label : refuse("name.label", { text: piece });
}

function international(piece: string): string {
  return toALabel(piece) ?? refuse("name.international", { text: piece });
}
