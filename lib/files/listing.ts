/** How many bytes of a listing are read, and how many entries are shown. */
export const listingBytes = 1_048_576;
export const listingEntries = 2_000;

export interface Entry {
  name: string;
  kind: "file" | "folder" | "link" | "special";
  size: number | null;
  modifiedAt: Date;
  unreadable: boolean;
}

const kinds: Record<number, Entry["kind"]> = { 32768: "file", 16384: "folder", 40960: "link" };
const order = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/**
 * Parses a folder as listed by `stat`: for each entry its mode, size, time and name, in any bytes. A name may contain a line break but no
 * slash, and each begins with `./`, so no name can look like the next entry.
 */
export function readListing(output: Buffer): { entries: Entry[]; cut: boolean } {
  const text = output.toString("latin1");
  const lines = text === "" ? [] : text.replace(/\n$/, "").split(/\n(?=[0-9a-f]+ \d+ -?\d+ \.\/)/);
  // The last entry may be truncated.
  const full = output.length < listingBytes;
  const entries = (full ? lines : lines.slice(0, -1)).flatMap(toEntry).sort(foldersFirst);
  return { entries: entries.slice(0, listingEntries), cut: !full || entries.length > listingEntries };
}

function toEntry(line: string): Entry[] {
  const [, mode = "", size, seconds, raw = ""] = /^([0-9a-f]+) (\d+) (-?\d+) \.\/([\s\S]+)$/.exec(line) ?? [];
  if (!mode) return [];
  const kind = kinds[Number.parseInt(mode, 16) & 0xf000] ?? "special";
  const bytes = Buffer.from(raw, "latin1");
  const name = decode(bytes);
  const modifiedAt = new Date(Number(seconds) * 1_000);
  return [
    {
      name: name ?? bytes.toString("utf8"),
      kind,
      size: kind === "file" ? Number(size) : null,
      // A file's time may be outside the range of dates.
      modifiedAt: Number.isNaN(modifiedAt.getTime()) ? new Date(0) : modifiedAt,
      unreadable: name === null,
    },
  ];
}

const foldersFirst = (a: Entry, b: Entry) =>
  Number(b.kind === "folder") - Number(a.kind === "folder") || order.compare(a.name, b.name);

/** As text, or null if the bytes aren't valid UTF-8. */
export function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
