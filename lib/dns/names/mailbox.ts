import { labelsOf, nameOf } from "@/lib/dns/names/labels";

/** The e-mail address that a SOA's mailbox stands for, whose first label may hold dots: "some\\.body.example.net" is some.body@example.net. */
export function mailboxAddress(name: string): string {
  const [user = "", ...domain] = labelsOf(name);
  return `${user}@${nameOf(domain)}`;
}

/** The name, without its last dot, by which a SOA has an e-mail address. */
export function mailboxName(address: string): string {
  const sign = address.lastIndexOf("@");
  const domain = address.slice(sign + 1).toLowerCase();
  return nameOf([address.slice(0, sign).toLowerCase(), ...(domain ? labelsOf(domain) : [])]);
}
