import { fromHex, toHex } from "@/lib/dns/bytes";
import { type Input, nextWord, readNumber, restOf } from "@/lib/dns/content/fields";
import { type Token, tokensOf } from "@/lib/dns/content/tokens";
import { defaultTtl, longestTtl, readTtl } from "@/lib/dns/content/ttl";
import { Wire } from "@/lib/dns/content/wire";
import { readOwner, type Way } from "@/lib/dns/names/read";
import { atField, refuse } from "@/lib/dns/refusals";
import { isSignature, type KnownType, readType, recordTypes } from "@/lib/dns/types/catalogue";
import { nameless } from "@/lib/dns/types/nameless";
import type { RecordType } from "@/lib/dns/types/record_type";
import { isPlain, plainText } from "@/lib/dns/types/texts";

/**
 * A record as the whole product uses it. `name` is absolute, in lower case and A-labels, canonically escaped, **without** the
 * trailing dot; `type` in upper case; `content` canonical, its host names absolute, in lower case, **with** the trailing dot:
 * `10 mail.example.net.`; `ttl` in seconds.
 */
export interface ZoneRecord {
  name: string;
  type: string;
  ttl: number;
  content: string;
}

/** A record as a form sends it. */
export interface TypedRecord {
  name: string;
  type: string;
  ttl?: string | number;
  content: string;
}

const mostBytes = 65_535;
/** The most text that the database and the name server store for one: an escaped byte takes four characters. */
const mostWritten = 65_535;
/** More characters than any record’s bytes need. */
export const longestContent = 4 * mostBytes + 1000;

/** Reads a typed record of the zone, or throws a refusal at its field. */
export function readRecord(typed: TypedRecord, zone: string): ZoneRecord {
  const name = atField("name", () => readOwner(typed.name, zone, "typed"));
  const type = readType(typed.type);
  if (isSignature(type)) refuse("type.signatures", { type }, "type");
  if (typeNamed(type)?.readOnly) refuse("type.spf", {}, "type");
  checkOwner(name, type);
  const ttl = typed.ttl === undefined || typed.ttl === "" ? defaultTtl : readTtl(String(typed.ttl));
  return { name, type, ttl, content: readContent(type, typed.content, zone, "typed") };
}

/** The canonical content of a type. Names in it are relative to the origin; stored ones are absolute anyway. */
export function readContent(type: string, source: string, origin: string, way: Way): string {
  if (source.length > longestContent) refuse("content.large", { bytes: mostBytes });
  // Typed text isn’t split: a single quotation mark in it is literal.
  const plain = type === "TXT" && isPlain(way, source);
  return canonical(type, wireOf(type, inputOf(plain ? [] : tokensOf(source), origin, way, source)));
}

/** Whether stored content is already canonical: false if it would be written differently, or refused. */
export function isCanonical({ name, type, ttl, content }: ZoneRecord, zone: string): boolean {
  try {
    const sound = Number.isInteger(ttl) && ttl >= 0 && ttl <= longestTtl && readType(type) === type;
    return sound && readOwner(`${name}.`, zone, "file") === name && readContent(type, content, "", "file") === content;
  } catch {
    return false;
  }
}

export const typeNamed = (type: string) =>
  Object.hasOwn(recordTypes, type) ? recordTypes[type as KnownType] : undefined;

/** Refuses types that can’t be at a wildcard. */
export function checkOwner(name: string, type: string) {
  if (name.startsWith("*.") && /^(ALIAS|NS|DS|DNAME)$/.test(type)) refuse("name.wildcardOwner", { type });
}

export const inputOf = (tokens: Token[], origin: string, way: Way, source = ""): Input => ({
  tokens,
  next: 0,
  origin,
  way,
  source,
});

/** The record’s bytes, from words or from the generic notation. */
export function wireOf(type: string, input: Input): string {
  const { tokens } = input;
  const known = typeNamed(type) ?? nameless[type];
  const generic = tokens[0]?.text === "\\#" && !tokens[0].quoted;
  if (!known && !generic) refuse("generic.needed");
  const bytes = generic ? readGeneric(input) : (known?.fields ?? []).map((field) => field.read(input)).join("");
  const extra = tokens[input.next++];
  if (extra) refuse("content.extra", { text: extra.text, example: known?.example ?? "\\# 4 0a000001" });
  return bytes.length <= mostBytes ? bytes : refuse("content.large", { bytes: mostBytes });
}

/** RFC 3597: \# length hex. */
function readGeneric(input: Input): string {
  input.next = 1;
  const length = readNumber(nextWord(input, "the number of bytes"), "a number of bytes", mostBytes);
  const bytes = length === 0 && input.next === input.tokens.length ? "" : fromHex(restOf(input, "the bytes"));
  return bytes?.length === length ? bytes : refuse("generic.length");
}

/** The canonical text of the bytes. */
export function canonical(type: string, bytes: string): string {
  const known = typeNamed(type);
  const written = known ? inWords(type, known, bytes) : inBytes(type, bytes);
  return written.length <= mostWritten ? written : refuse("content.written", { most: mostWritten });
}

function inBytes(type: string, bytes: string): string {
  const old = nameless[type];
  // Written as bytes, but only if it could be written in words.
  const checked = old ? wireOf(type, inputOf(tokensOf(inWords(type, old, bytes)), "", "file")) : bytes;
  return `\\# ${checked.length}${checked === "" ? "" : ` ${toHex(checked)}`}`;
}

function inWords(type: string, known: RecordType, bytes: string): string {
  const wire = new Wire(bytes, type);
  const parts = known.fields.map((field) => field.print(wire));
  if (wire.left > 0) wire.wrong();
  return parts.filter(Boolean).join(" ");
}

/** Content as a form shows it: a text without its quotation marks if typing it gives the same. */
export function typedContent({ type, content }: Pick<ZoneRecord, "type" | "content">): string {
  if (nameless[type]) return namedLine(type, content).content;
  if (type !== "TXT") return content;
  return plainText(new Wire(wireOf(type, inputOf(tokensOf(content), "", "file")), type)) ?? content;
}

/** A record as a zone file has it, for types that are stored differently: in the type’s own words. */
export function namedLine(type: string, content: string): { type: string; content: string } {
  // Without a gateway, PowerDNS requires no dot for it; all others do.
  if (type === "IPSECKEY") return { type, content: content.replace(/^(\d+ 0 \d+)/, "$1 .") };
  const old = nameless[type];
  if (!old) return { type, content };
  return { type: old.name, content: inWords(type, old, wireOf(type, inputOf(tokensOf(content), "", "file"))) };
}
