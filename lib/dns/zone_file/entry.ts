import type { Token } from "@/lib/dns/content/tokens";
import { defaultTtl, looksLikeTtl, readTtl } from "@/lib/dns/content/ttl";
import { isWithin } from "@/lib/dns/names/labels";
import { readName } from "@/lib/dns/names/read";
import type { DnsReason } from "@/lib/dns/reasons";
import { canonical, checkOwner, inputOf, wireOf, type ZoneRecord } from "@/lib/dns/records/record";
import { attempt, refuse, type Values } from "@/lib/dns/refusals";
import { isSignature, readType } from "@/lib/dns/types/catalogue";
import { generatedLines } from "@/lib/dns/zone_file/generate";
import type { Entry } from "@/lib/dns/zone_file/scanner";
import { readSoa, type Soa } from "@/lib/dns/zone_file/soa";

/** The state that an entry inherits from those before it. */
export interface State {
  zone: string;
  origin: string;
  /** The last name; null after an unreadable one, undefined before the first. */
  owner: string | null | undefined;
  /** Of $TTL. */
  ttl: number | undefined;
  /** The last TTL that a record set; before that the SOA’s minimum. */
  lastTtl: number | undefined;
  /** The current word, which a refusal points at. */
  place: Token | undefined;
}

export type Found =
  | { kind: "record"; record: ZoneRecord }
  /** Null if it can’t be read or is at another name: `why` says which. */
  | { kind: "soa"; soa: Soa | null; why: [DnsReason, Values] | null }
  | { kind: "signature"; type: string }
  | { kind: "outside"; name: string }
  | { kind: "origin"; text: string; origin: string }
  | { kind: "generate"; lines: Generator<Token[]> };

export const startState = (zone: string): State => ({
  zone,
  origin: zone,
  owner: undefined,
  ttl: undefined,
  lastTtl: undefined,
  place: undefined,
});

/** The meaning of an entry: a record, the SOA, or undefined for a directive. Refuses unreadable ones. */
export function takeEntry({ tokens, indented }: Entry, state: State): Found | undefined {
  const first = tokens[0];
  if (!first) return undefined;
  if (!indented && !first.quoted && first.text.startsWith("$")) return takeDirective(tokens, state);
  if (!indented) takeOwner(first, state);
  else if (state.owner === undefined) refuse("file.noOwner");
  return takeRest(tokens, indented ? 0 : 1, state);
}

/** A line that $GENERATE created: no other line inherits its name. */
export function takeGenerated(tokens: Token[], state: State): Found | undefined {
  const { owner } = state;
  try {
    takeOwner(tokens[0] as Token, state);
    return takeRest(tokens, 1, state);
  } finally {
    state.owner = owner;
  }
}

function takeRest(tokens: Token[], start: number, state: State): Found | undefined {
  const { ttl, type, rest } = takeHead(tokens, start, state);
  return takeContent(type, ttl, rest, state);
}

function takeDirective(tokens: Token[], state: State): Found | undefined {
  const [directive, value, extra] = tokens as [Token, Token | undefined, Token | undefined];
  const name = directive.text.toUpperCase();
  if (name === "$INCLUDE") refuse("file.include");
  if (name === "$GENERATE") return { kind: "generate", lines: generatedLines(tokens) };
  if (name !== "$ORIGIN" && name !== "$TTL") refuse("file.directive", { text: directive.text });
  if (!value || extra) refuse("file.directiveValue", { text: name });
  state.place = value;
  if (name === "$TTL") {
    state.ttl = readTtl(value.text);
    return undefined;
  }
  state.origin = readName(value.text, state.origin, "file");
  return { kind: "origin", text: value.text, origin: state.origin };
}

/** The name may be outside the zone, whose lines are ignored. Quotation marks are allowed, as in BIND. */
function takeOwner(token: Token, state: State) {
  state.owner = null;
  state.owner = readName(token.text, state.origin, "file");
}

/** TTL and class in any order, both optional, then the type. */
function takeHead(tokens: Token[], start: number, state: State) {
  let ttl: number | undefined;
  let classed = false;
  for (let at = start; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    state.place = token;
    if (token.quoted) refuse("content.quoted", { what: "the type" });
    const word = token.text.toUpperCase();
    if (looksLikeTtl(word)) {
      if (ttl !== undefined) refuse("file.ttlTwice");
      ttl = readTtl(token.text);
    } else if (/^(IN|CH|CHAOS|HS|HESIOD|CS|CLASS\d{1,5})$/.test(word)) {
      if (classed) refuse("file.classTwice");
      if (word !== "IN" && word !== "CLASS1") refuse("file.class", { text: token.text });
      classed = true;
    } else return { ttl, type: word, rest: tokens.slice(at + 1) };
  }
  return refuse("file.noType");
}

function takeContent(type: string, given: number | undefined, tokens: Token[], state: State): Found | undefined {
  if (type === "SOA" || type === "TYPE6") return takeSoa(given, tokens, state);
  if (typeof state.owner === "string" && !isWithin(state.owner, state.zone)) {
    if (given !== undefined) state.lastTtl = given;
    return { kind: "outside", name: state.owner };
  }
  const known = readType(type);
  if (isSignature(known)) return { kind: "signature", type: known };
  if (typeof state.owner === "string") checkOwner(state.owner, known);
  const content = contentOf(known, tokens, state);
  if (given !== undefined) state.lastTtl = given;
  const ttl = given ?? state.ttl ?? state.lastTtl ?? defaultTtl;
  if (state.owner === null || state.owner === undefined) return undefined;
  return { kind: "record", record: { name: state.owner, type: known, ttl, content } };
}

/** A refusal points at the last word that was read, or at the first if they are wrong together. */
function contentOf(type: string, tokens: Token[], state: State): string {
  const input = inputOf(tokens, state.origin, "file");
  let bytes = "";
  try {
    bytes = wireOf(type, input);
  } finally {
    state.place = tokens[Math.min(input.next, tokens.length) - 1] ?? state.place;
  }
  state.place = tokens[0] ?? state.place;
  return canonical(type, bytes);
}

/** The SOA comes from the zone’s settings, so an error in the file’s SOA isn’t a refusal. */
function takeSoa(given: number | undefined, tokens: Token[], state: State): Found {
  const { owner, zone, origin } = state;
  state.place = tokens[0] ?? state.place;
  const read = attempt(() =>
    readSoa(tokens, origin, (token) => {
      state.place = token;
    }),
  );
  const ttl = given ?? state.ttl ?? state.lastTtl ?? (read.ok ? read.value.minimum : defaultTtl);
  // The SOA’s values apply to the records below it if nothing else does.
  if (given !== undefined) state.lastTtl = given;
  else if (state.lastTtl === undefined && read.ok) state.ttl = ttl;
  if (typeof owner === "string" && owner !== zone) {
    // Some providers write the apex without its trailing dot, or as @ with the root as origin.
    if (owner === "" || owner === `${zone}.${origin}`) state.owner = zone;
    return { kind: "soa", soa: null, why: ["file.soaPlace", { text: owner || ".", zone }] };
  }
  if (!read.ok) return { kind: "soa", soa: null, why: ["file.soaUnread", { text: read.refusal.message }] };
  return { kind: "soa", soa: { ...read.value, ttl }, why: null };
}
