import type { ZoneRecord } from "@/lib/dns/records/record";

/** Types whose last word is a host name. */
const byName = ["CNAME", "DNAME", "MX", "NS", "PTR", "SRV"];

/** The address or host name (without trailing dot) that a record points to; undefined for other types. */
export function goalOf({ type, content }: Pick<ZoneRecord, "type" | "content">): string | undefined {
  if (type === "A" || type === "AAAA") return content;
  return byName.includes(type) ? content.split(" ").at(-1)?.replace(/\.$/, "") : undefined;
}
