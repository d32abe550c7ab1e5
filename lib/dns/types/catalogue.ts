import { refuse } from "@/lib/dns/refusals";
import { addressTypes } from "@/lib/dns/types/addresses";
import { bindingTypes } from "@/lib/dns/types/bindings";
import { digestTypes } from "@/lib/dns/types/digests";
import { hostTypes } from "@/lib/dns/types/hosts";
import { keyTypes } from "@/lib/dns/types/keys";
import { locationTypes } from "@/lib/dns/types/location";
import { locatorTypes } from "@/lib/dns/types/locators";
import { nameless } from "@/lib/dns/types/nameless";
import { nameTypes } from "@/lib/dns/types/names";
import {
  aliasNumber,
  codeNumber,
  others,
  questions,
  signatures,
  typeNumbers,
  unsettled,
} from "@/lib/dns/types/numbers";
import type { RecordType } from "@/lib/dns/types/record_type";
import { serviceTypes } from "@/lib/dns/types/services";
import { textTypes } from "@/lib/dns/types/texts";

const all = {
  ...addressTypes,
  ...bindingTypes,
  ...digestTypes,
  ...hostTypes,
  ...keyTypes,
  ...locationTypes,
  ...locatorTypes,
  ...nameTypes,
  ...serviceTypes,
  ...textTypes,
};
export type KnownType = keyof typeof all & keyof typeof typeNumbers;

/** Every type that is known by name, in alphabetical order. */
export const recordTypes = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1))) as Record<
  KnownType,
  RecordType
>;
export const typeNames = Object.keys(recordTypes) as KnownType[];

const byNumber = new Map<number, string>(typeNames.map((name) => [typeNumbers[name], name]));
const byName = new Map(Object.entries(nameless).map(([type, { name }]) => [name, type]));
const named = (numbers: Record<string, number>) =>
  new Map(Object.entries(numbers).map(([name, number]) => [number, name]));
const signatureOf = named(signatures);
const unsettledOf = named(unsettled);

/** Created by DNSSEC signing; ignored in a zone file. */
export const isSignature = (type: string): boolean => Object.hasOwn(signatures, type);

/** "a" is A, "TYPE1" is A as well, "X25" is TYPE19 and "NULL" TYPE10, "type65280" is TYPE65280; a signature’s own name is returned unchanged. */
export function readType(text: string): string {
  const type = text.trim().toUpperCase();
  if (Object.hasOwn(recordTypes, type) || Object.hasOwn(signatures, type)) return type;
  if (type === "SOA") refuse("type.soa", {}, "type");
  if (type === "LUA") refuse("type.code", { type }, "type");
  if (Object.hasOwn(questions, type)) refuse("type.meta", { type }, "type");
  if (Object.hasOwn(unsettled, type)) refuse("type.unsettled", { type }, "type");
  if (Object.hasOwn(others, type)) return `TYPE${others[type]}`;
  const number = /^TYPE(0|[1-9]\d{0,4})$/.test(type) ? Number(type.slice(4)) : Number.NaN;
  return byName.get(type) ?? typeOfNumber(number, type, text);
}

function typeOfNumber(number: number, type: string, text: string): string {
  if (!(number <= 65_535)) refuse("type.unknown", { text }, "type");
  if (number === 6) refuse("type.soa", {}, "type");
  if (number === 0 || number === 41 || (number > 127 && number < 256) || number === 65_535)
    refuse("type.meta", { type }, "type");
  if (number === codeNumber) refuse("type.code", { type }, "type");
  // The number is for private use and may have been meant for something else.
  if (number === aliasNumber) refuse("type.aliasNumber", { type }, "type");
  const unserved = unsettledOf.get(number);
  if (unserved) refuse("type.unsettled", { type: unserved }, "type");
  return byNumber.get(number) ?? signatureOf.get(number) ?? type;
}
