/** One field of a record's form. */
export interface Part {
  label: string;
  /** How many of the twelve columns. */
  width: number;
  numeric?: boolean;
  /** The only allowed values, offered as a list. */
  options?: readonly string[];
  /** In quotation marks in the content, without them in the form. */
  quoted?: boolean;
}

const number = (label: string, width = 2): Part => ({ label, width, numeric: true });
const text = (label: string, width = 12): Part => ({ label, width });

/** The parts of a type’s content, in order; the last takes the rest. Other types have a single part: the content. */
const partsByType: Record<string, Part[]> = {
  A: [text("IPv4 address")],
  AAAA: [text("IPv6 address")],
  ALIAS: [text("Target")],
  CNAME: [text("Target")],
  DNAME: [text("Target")],
  NS: [text("Name server")],
  PTR: [text("Target")],
  TXT: [text("Text")],
  MX: [number("Priority"), text("Mail server", 10)],
  SRV: [number("Priority"), number("Weight"), number("Port"), text("Target", 6)],
  CAA: [
    number("Flag"),
    { label: "Tag", width: 3, options: ["issue", "issuewild", "iodef"] },
    { label: "Value", width: 7, quoted: true },
  ],
  URI: [number("Priority"), number("Weight"), { label: "Address", width: 8, quoted: true }],
  DS: [number("Key tag"), number("Algorithm"), number("Digest type"), text("Digest", 6)],
  SSHFP: [number("Algorithm"), number("Kind"), text("Fingerprint", 8)],
  TLSA: [number("Usage"), number("Selector"), number("Matching"), text("Certificate data", 6)],
  SMIMEA: [number("Usage"), number("Selector"), number("Matching"), text("Certificate data", 6)],
  HTTPS: [number("Priority"), text("Target", 4), text("Parameters", 6)],
  SVCB: [number("Priority"), text("Target", 4), text("Parameters", 6)],
};

export const partsOf = (type: string): Part[] => partsByType[type] ?? [text("Content")];

/** Splits a content into the fields of its type. One that doesn’t fit (the generic \\# notation) goes into the first. */
export function splitContent(type: string, content: string): string[] {
  const parts = partsOf(type);
  if (parts.length === 1) return [content];
  const words = content.split(" ");
  const values = parts.map((part, place) => {
    const value = place === parts.length - 1 ? words.slice(place).join(" ") : (words[place] ?? "");
    return part.quoted ? value.replace(/^"(.*)"$/s, "$1") : value;
  });
  return values;
}

/** Joins the fields into one content. */
export function joinContent(type: string, values: readonly string[]): string {
  const parts = partsOf(type);
  if (parts.length === 1) return values[0] ?? "";
  const words = parts.map((part, place) => {
    const value = (values[place] ?? "").trim();
    return part.quoted && value !== "" && !value.startsWith('"') ? `"${value}"` : value;
  });
  return words.join(" ").trim();
}
