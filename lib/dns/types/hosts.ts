import { host, number, string, target } from "@/lib/dns/content/fields";
import type { RecordType } from "@/lib/dns/types/record_type";

const mailbox = target("a mailbox, written as a name");

/** Old types for hosts, mailboxes and people. */
export const hostTypes = {
  AFSDB: {
    help: "Names a server of a distributed file system or directory: subtype, host.",
    example: "1 afs.example.net",
    fields: [number("a subtype", 2), host("the server’s name")],
  },
  HINFO: {
    help: "Describes a host: processor, operating system.",
    example: '"RFC8482" ""',
    fields: [string("a processor"), string("an operating system")],
  },
  KX: {
    help: "Names the key exchanger of a host; the lowest preference is tried first.",
    example: "10 kx.example.net",
    fields: [number("a preference", 2), host("the key exchanger’s name")],
  },
  MB: { help: "Obsolete: the host of a mailbox.", example: "mail.example.net", fields: [target("a host’s name")] },
  MG: { help: "Obsolete: a member of a mail group.", example: "anna.example.net", fields: [mailbox] },
  MINFO: {
    help: "Obsolete: the owner of a mailing list, and where its errors are sent.",
    example: "owner.example.net errors.example.net",
    fields: [mailbox, mailbox],
  },
  MR: { help: "Obsolete: a mailbox’s new name.", example: "anna.example.net", fields: [mailbox] },
  RP: {
    help: "Names the person responsible: a mailbox written as a name, and a name with details as TXT.",
    example: "anna.example.net people.example.net",
    fields: [mailbox, target("a name, or .")],
  },
} satisfies Record<string, RecordType>;
