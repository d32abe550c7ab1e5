import { host, number, target } from "@/lib/dns/content/fields";
import type { RecordType } from "@/lib/dns/types/record_type";

const server = host("the server’s name");

export const nameTypes = {
  // Not of the standard: PowerDNS answers with the addresses that it looks up. Offered where the portal has a resolver for that.
  ALIAS: {
    help: "Answers with the addresses of another name, also at the zone itself, where no CNAME can stand.",
    example: "www.example.net",
    fields: [host("the name behind it")],
  },
  CNAME: {
    help: "Makes a name another one’s alias. Nothing else can stand beside it.",
    example: "www.example.net",
    fields: [target("the name behind it")],
  },
  DNAME: {
    help: "Leads all names below this one to the same names below another.",
    example: "example.net",
    fields: [target("the name behind it")],
  },
  MX: {
    help: "Says which server takes mail; the smallest number is asked first.",
    example: "10 mail.example.net",
    fields: [number("a priority", 2), host("the mail server’s name")],
  },
  NS: { help: "Names a server that answers for this name.", example: "ns1.example.net", fields: [server] },
  PTR: {
    help: "Leads an address of a reverse zone back to its name.",
    example: "www.example.net",
    fields: [target("the name")],
  },
  SRV: {
    help: "Says on which host and port a service runs: priority, weight, port, host.",
    example: "0 5 25565 play.example.net",
    fields: [number("a priority", 2), number("a weight", 2), number("a port", 2), server],
  },
} satisfies Record<string, RecordType>;
