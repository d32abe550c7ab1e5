import { readName, readOwner } from "@/lib/dns/names";
import { canonical, checkOwner, inputOf, wireOf, type ZoneRecord } from "@/lib/dns/records";
import { refuse } from "@/lib/dns/refusals";
import type { Token } from "@/lib/dns/tokens";
import { defaultTtl, looksLikeTtl, readTtl } from "@/lib/dns/ttl";
import { isSignature, readType } from "@/lib/dns/types";
import type { Entry } from "@/lib/dns/zone_file/scanner";
import { readSoa, type Soa } from "@/lib/dns/zone_file/soa";

/** What an entry takes over from those before it. */
export interface State {
  zone: string;
  origin: string;
  /** The last name; null after one that couldn't be read, undefined before the first. */
  owner: string | null | undefined;
  /** Of $TTL. */
  ttl: number | undefined;
  /** The last that a record gave itself; the SOA's minimum before that. */
  lastTtl: number | undefined;
  /** The word that is being looked at: where a refusal points. */
  place: Token | undefined;
}

export type Found =
  | { kind: "record"; record: ZoneRecord }
  | { kind: "soa"; soa: Soa }
  | { kind: "signature"; type: string };

export const startState = (zone: string): State => ({
  zone,
  origin: zone,
  owner: undefined,
  ttl: undefined,
  lastTtl: undefined,
  place: undefined,
});

/** What an entry says: a record, the SOA, or nothing of its own when it is a directive. Refuses what it can't read. */
export function takeEntry({ tokens, indented }: Entry, state: State): Found | undefined {
  const first = tokens[0];
  if (!first) return undefined;
  if (!indented && !first.quoted && first.text.startsWith("$")) return takeDirective(tokens, state);
  if (!indented) takeOwner(first, state);
  else if (state.owner === undefined) refuse("file.noOwner");
  const { ttl, type, rest } = takeHead(tokens, indented ? 0 : 1, state);
  return takeContent(type, ttl, rest, state);
}

function takeDirective(tokens: Token[], state: State): undefined {
  const [directive, value, extra] = tokens as [Token, Token | undefined, Token | undefined];
  const name = directive.text.toUpperCase();
  if (name === "$INCLUDE") refuse("file.include");
  if (name === "$GENERATE") refuse("file.generate");
  if (name !== "$ORIGIN" && name !== "$TTL") refuse("file.directive", { text: directive.text });
  if (!value || extra) refuse("file.directiveValue", { text: name });
  state.place = value;
  if (name === "$TTL") state.ttl = readTtl(value.text);
  else state.origin = readName(value.text, state.origin, "file");
}

function takeOwner(token: Token, state: State) {
  state.owner = null;
  state.owner = readOwner(
    token.quoted ? refuse("content.quoted", { what: "the name" }) : token.text,
    state.zone,
    "file",
    state.origin,
  );
}

/** TTL and class in any order, both may be missing, then the type. */
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
  if (type === "SOA") return takeSoa(given, tokens, state);
  const known = readType(type);
  if (isSignature(known)) return { kind: "signature", type: known };
  if (typeof state.owner === "string") checkOwner(state.owner, known);
  const content = contentOf(known, tokens, state);
  if (given !== undefined) state.lastTtl = given;
  const ttl = given ?? state.ttl ?? state.lastTtl ?? defaultTtl;
  if (state.owner === null || state.owner === undefined) return undefined;
  return { kind: "record", record: { name: state.owner, type: known, ttl, content } };
}

/** A refusal points at the word that was read last, or at the first when they are wrong together. */
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

function takeSoa(given: number | undefined, tokens: Token[], state: State): Found {
  const { owner, zone } = state;
  if (typeof owner === "string" && owner !== zone) refuse("file.soaPlace", { text: owner, zone });
  state.place = tokens[0] ?? state.place;
  const soa = readSoa(tokens, state.origin, (token) => {
    state.place = token;
  });
  const ttl = given ?? state.ttl ?? state.lastTtl ?? soa.minimum;
  // What the SOA says counts for the records below it when nothing else does.
  if (given !== undefined) state.lastTtl = given;
  else if (state.lastTtl === undefined) state.ttl = ttl;
  return { kind: "soa", soa: { ...soa, ttl } };
}
