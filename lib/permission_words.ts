import type { Permission } from "@/lib/access";

/** Every permission in the words of people: its name, and what whoever has it can do. */
export const permissionWords: Record<Permission, { name: string; help: string }> = {
  "organisation.update": { name: "Rename the organisation", help: "Change its name and its handle." },
  "member.read": { name: "See the members", help: "Read who belongs here, with which role, since when." },
  "member.create": {
    name: "Invite people",
    help: "Send invitations, read their list, copy their links, withdraw them.",
  },
  "member.update": {
    name: "Manage members",
    help: "See members’ addresses and the tokens that open this organisation.",
  },
  "auditLog.read": { name: "Read the activity", help: "Read what was done here, by whom and from which address." },
};
