import { escapeLabel } from "@/lib/dns/names/labels";
import { refuse } from "@/lib/dns/refusals";

/** Record data as bytes, one code unit per byte: every notation of a record is converted to it first. */
export const u8 = (value: number): string => String.fromCharCode(value);
export const u16 = (value: number): string => String.fromCharCode(value >>> 8, value & 255);
export const u32 = (value: number): string => u16(value >>> 16) + u16(value & 65_535);
export const counted = (bytes: string): string => u8(bytes.length) + bytes;
export const wireName = (labels: string[]): string => `${labels.map(counted).join("")}\0`;

/** Reads record data from its start; too few bytes are a refusal. */
export class Wire {
  #at = 0;

  constructor(
    readonly bytes: string,
    /** Named in the refusal. */
    readonly type: string,
  ) {}

  get left(): number {
    return this.bytes.length - this.#at;
  }

  take(count: number): string {
    if (count > this.left) this.wrong();
    this.#at += count;
    return this.bytes.slice(this.#at - count, this.#at);
  }

  rest(): string {
    return this.take(this.left);
  }

  u8(): number {
    return this.take(1).charCodeAt(0);
  }

  u16(): number {
    return (this.u8() << 8) | this.u8();
  }

  u32(): number {
    return this.u16() * 65_536 + this.u16();
  }

  counted(): string {
    return this.take(this.u8());
  }

  /** The labels of a name, which the writer has put in lower case; never compressed. */
  labels(): string[] {
    const labels: string[] = [];
    const start = this.#at;
    for (let length = this.u8(); length > 0; length = this.u8()) {
      if (length > 63 || this.#at - start + length > 254) this.wrong();
      labels.push(this.take(length));
    }
    return labels;
  }

  wrong(): never {
    return refuse("generic.content", { type: this.type });
  }
}

/** A name in content: absolute, with its trailing dot, and safe in a zone file. */
export const targetText = (labels: string[]): string =>
  labels.length === 0
    ? "."
    : `${labels.map((label) => escapeLabel(label).replace(/["();@$]/g, (byte) => `\\${String(byte.charCodeAt(0)).padStart(3, "0")}`)).join(".")}.`;
