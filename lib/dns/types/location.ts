import { type Field, type Input, nextWord } from "@/lib/dns/content/fields";
import { u8, u32, type Wire } from "@/lib/dns/content/wire";
import type { DnsReason } from "@/lib/dns/reasons";
import { refuse } from "@/lib/dns/refusals";
import type { RecordType } from "@/lib/dns/types/record_type";

/** RFC 1876: angles in thousandths of a second around 2^31, heights in centimetres above -100 km. */
const middle = 2 ** 31;
const lowest = 10_000_000;
/** 40,000 km: the format allows more, but PowerDNS counts centimetres in 32 bits and would serve another size. */
const largest = 4_000_000_000;

function readAngle(input: Input, halves: string, mostDegrees: number, reason: DnsReason): number {
  const parts: string[] = [];
  let half = "";
  while (!half) {
    const word = input.tokens[input.next++]?.text ?? refuse(reason);
    if (/^[nsew]$/i.test(word)) half = word.toUpperCase();
    else if (parts.length === 3 || parts.push(word) > 3) refuse(reason);
  }
  const [degrees = "", minutes = "0", seconds = "0"] = parts;
  if (!halves.includes(half) || !/^\d{1,3}$/.test(degrees) || !/^\d{1,2}$/.test(minutes)) refuse(reason);
  if (!/^\d{1,2}(\.\d{1,3})?$/.test(seconds) || Number(minutes) > 59 || Number(seconds) >= 60) refuse(reason);
  const angle = (Number(degrees) * 60 + Number(minutes)) * 60_000 + Math.round(Number(seconds) * 1000);
  if (angle > mostDegrees * 3_600_000) refuse(reason);
  return half === halves[0] ? middle + angle : middle - angle;
}

function centimetres(text: string, signed: boolean): number | undefined {
  const pattern = signed ? /^-?\d{1,8}(\.\d{1,2})?m?$/i : /^\d{1,8}(\.\d{1,2})?m?$/i;
  return pattern.test(text) ? Math.round(Number(text.replace(/m$/i, "")) * 100) : undefined;
}

function readAltitude(input: Input): number {
  const text = nextWord(input, "the altitude in metres");
  const value = centimetres(text, true);
  if (value === undefined || value < -lowest || value + lowest > 0xffffffff) refuse("loc.altitude", { text });
  return value + lowest;
}

/** A size is stored as one digit and a power of ten. */
function readSize(input: Input, usual: number): string {
  const text = input.tokens[input.next]?.text;
  if (text === undefined) return u8(usual);
  input.next++;
  const value = centimetres(text, false);
  if (value === undefined || value > largest) refuse("loc.size", { text });
  const power = Math.max(0, String(value).length - 1);
  return u8((Math.floor(value / 10 ** power) << 4) | power);
}

function printSize(wire: Wire): string {
  const byte = wire.u8();
  const value = (byte >> 4) * 10 ** (byte & 15);
  if (byte >> 4 > 9 || (byte & 15) > 9) wire.wrong();
  const text = `${(value / 100).toFixed(2)}m`;
  return value <= largest ? text : refuse("loc.size", { text });
}

function printAngle(value: number, halves: string, mostDegrees: number, wire: Wire): string {
  const angle = Math.abs(value - middle);
  if (angle > mostDegrees * 3_600_000) wire.wrong();
  const seconds = angle % 60_000;
  const minutes = Math.floor(angle / 60_000);
  return `${Math.floor(minutes / 60)} ${minutes % 60} ${(seconds / 1000).toFixed(3)} ${halves[value < middle ? 1 : 0]}`;
}

const place: Field = {
  read: (input) => {
    const latitude = readAngle(input, "NS", 90, "loc.latitude");
    const longitude = readAngle(input, "EW", 180, "loc.longitude");
    const altitude = readAltitude(input);
    const sizes = readSize(input, 0x12) + readSize(input, 0x16) + readSize(input, 0x13);
    return u8(0) + sizes + u32(latitude) + u32(longitude) + u32(altitude);
  },
  print: (wire) => {
    if (wire.u8() !== 0) wire.wrong();
    const sizes = [printSize(wire), printSize(wire), printSize(wire)].join(" ");
    const latitude = printAngle(wire.u32(), "NS", 90, wire);
    const longitude = printAngle(wire.u32(), "EW", 180, wire);
    return `${latitude} ${longitude} ${((wire.u32() - lowest) / 100).toFixed(2)}m ${sizes}`;
  },
};

export const locationTypes = {
  LOC: {
    help: "Sets a location on earth: latitude, longitude, altitude.",
    example: "52 31 12 N 13 24 18 E 34m",
    fields: [place],
  },
} satisfies Record<string, RecordType>;
