import { host, number, target } from "@/lib/dns/content/fields";
import type { RecordType } from "@/lib/dns/types/record_type";

const server = host("the server’s name");

export const nameTypes = {
  // Not in any standard: PowerDNS resolves the target and answers with its addresses. Offered if the portal has a resolver for it.
  ALIAS: {
    help: "Answers with the addresses of another name. Also works at the root (@), where CNAME can’t be used.",
    example: "www.example.net",
    fields: [host("the target’s name")],
  },
  CNAME: {
    help: "Makes a name an alias of another. It can’t be combined with other records.",
    example: "www.example.net",
    fields: [target("the target’s name")],
  },
  DNAME: {
    help: "Redirects all names below this one to the same names below another.",
    example: "example.net",
    fields: [target("the target’s name")],
  },
  MX: {
    help: "Sets the server that receives mail; the lowest priority is tried first.",
    example: "10 mail.example.net",
    fields: [number("a priority", 2), host("the mail server’s name")],
  },
  NS: { help: "Delegates the name to a name server.", example: "ns1.example.net", fields: [server] },
  PTR: {
    help: "Points an address in a reverse zone back to its name.",
    example: "www.example.net",
    fields: [target("the name")],
  },
  SRV: {
    help: "Sets the host and port of a service: priority, weight, port, host.",
    example: "0 5 25565 play.example.net",
    fields: [number("a priority", 2), number("a weight", 2), number("a port", 2), server],
  },
} satisfies Record<string, RecordType>;
