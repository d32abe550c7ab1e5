import { host, number, string, target } from "@/lib/dns/content/fields";
import type { RecordType } from "@/lib/dns/types/record_type";

const mailbox = target("a mailbox, written as a name");

/** Types of old that name hosts, mailboxes and people. */
export const hostTypes = {
  AFSDB: {
    help: "Names a server of a distributed file system or directory: kind, host.",
    example: "1 afs.example.net",
    fields: [number("a kind", 2), host("the server’s name")],
  },
  HINFO: {
    help: "Says what a host is: processor, operating system.",
    example: '"RFC8482" ""',
    fields: [string("a processor"), string("an operating system")],
  },
  KX: {
    help: "Names who exchanges keys for a host; the smallest number is asked first.",
    example: "10 kx.example.net",
    fields: [number("a preference", 2), host("the key exchanger’s name")],
  },
  MB: { help: "A former type: the host of a mailbox.", example: "mail.example.net", fields: [target("a host’s name")] },
  MG: { help: "A former type: a member of a mail group.", example: "anna.example.net", fields: [mailbox] },
  MINFO: {
    help: "A former type: who runs a mailing list, and who is told of errors.",
    example: "owner.example.net errors.example.net",
    fields: [mailbox, mailbox],
  },
  MR: { help: "A former type: a mailbox’s new name.", example: "anna.example.net", fields: [mailbox] },
  RP: {
    help: "Says who is responsible: a mailbox written as a name, and a name with more as TXT.",
    example: "anna.example.net people.example.net",
    fields: [mailbox, target("a name, or .")],
  },
} satisfies Record<string, RecordType>;
