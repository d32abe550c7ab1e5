import { labelsOf, nameOf } from "@/lib/dns/names/labels";

/** The e-mail address of an SOA’s RNAME, whose first label may contain dots: "some\\.body.example.net" is some.body@example.net. */
export function mailboxAddress(name: string): string {
  const [user = "", ...domain] = labelsOf(name);
  return `${user}@${nameOf(domain)}`;
}

/** The RNAME for an e-mail address, without the trailing dot. */
export function mailboxName(address: string): string {
  const sign = address.lastIndexOf("@");
  const domain = address.slice(sign + 1).toLowerCase();
  return nameOf([address.slice(0, sign).toLowerCase(), ...(domain ? labelsOf(domain) : [])]);
}
