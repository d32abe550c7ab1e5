import type { ZoneRecord } from "@/lib/dns/records/record";

/** Types whose last word is the name of a host. */
const byName = ["CNAME", "DNAME", "MX", "NS", "PTR", "SRV"];

/** What a record leads to, an address or a host's name without its last dot; undefined for what leads nowhere. */
export function goalOf({ type, content }: Pick<ZoneRecord, "type" | "content">): string | undefined {
  if (type === "A" || type === "AAAA") return content;
  return byName.includes(type) ? content.split(" ").at(-1)?.replace(/\.$/, "") : undefined;
}
