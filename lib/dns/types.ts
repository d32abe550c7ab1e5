import { refuse } from "@/lib/dns/refusals";
import type { RecordType } from "@/lib/dns/type";
import { addressTypes } from "@/lib/dns/types/addresses";
import { bindingTypes } from "@/lib/dns/types/bindings";
import { digestTypes } from "@/lib/dns/types/digests";
import { locationTypes } from "@/lib/dns/types/location";
import { nameTypes } from "@/lib/dns/types/names";
import { serviceTypes } from "@/lib/dns/types/services";
import { textTypes } from "@/lib/dns/types/texts";

const all = {
  ...addressTypes,
  ...bindingTypes,
  ...digestTypes,
  ...locationTypes,
  ...nameTypes,
  ...serviceTypes,
  ...textTypes,
};
export type KnownType = keyof typeof all;

/** Every type that is known by name, in alphabetical order. */
export const recordTypes = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1))) as Record<
  KnownType,
  RecordType
>;
export const typeNames = Object.keys(recordTypes) as KnownType[];

const byNumber = new Map(Object.entries<RecordType>(recordTypes).map(([name, { number }]) => [number, name]));
const signatures: Record<string, number> = {
  RRSIG: 46,
  NSEC: 47,
  DNSKEY: 48,
  NSEC3: 50,
  NSEC3PARAM: 51,
  CDS: 59,
  CDNSKEY: 60,
};
const signatureOf = new Map(Object.entries(signatures).map(([name, number]) => [number, name]));
/** Types that exist, but that nobody here has asked for. */
const others: Record<string, number> = {
  AFSDB: 18,
  APL: 42,
  CERT: 37,
  CSYNC: 62,
  DHCID: 49,
  EUI48: 108,
  EUI64: 109,
  HINFO: 13,
  HIP: 55,
  IPSECKEY: 45,
  KEY: 25,
  KX: 36,
  L32: 105,
  L64: 106,
  LP: 107,
  NID: 104,
  RP: 17,
  SIG: 24,
  ZONEMD: 63,
};
const questions: Record<string, number> = {
  ANY: 255,
  AXFR: 252,
  IXFR: 251,
  MAILA: 254,
  MAILB: 253,
  OPT: 41,
  TKEY: 249,
  TSIG: 250,
};

/** Made when a zone is signed; a file may bring them, and they are passed over. */
export const isSignature = (type: string): boolean => type in signatures;

/** "a" is A, "TYPE1" is A as well, "type65280" is TYPE65280; a signature's own name is given as it is. */
export function readType(text: string): string {
  const type = text.trim().toUpperCase();
  if (Object.hasOwn(recordTypes, type) || Object.hasOwn(signatures, type)) return type;
  if (type === "SOA") refuse("type.soa", {}, "type");
  if (Object.hasOwn(questions, type)) refuse("type.meta", { type }, "type");
  if (Object.hasOwn(others, type)) refuse("type.unsupported", { type, number: others[type] ?? "" }, "type");
  const number = /^TYPE(0|[1-9]\d{0,4})$/.test(type) ? Number(type.slice(4)) : Number.NaN;
  if (!(number <= 65_535)) refuse("type.unknown", { text }, "type");
  if (number === 6) refuse("type.soa", {}, "type");
  if (number === 0 || number === 41 || (number > 127 && number < 256) || number === 65_535)
    refuse("type.meta", { type }, "type");
  return byNumber.get(number) ?? signatureOf.get(number) ?? type;
}
