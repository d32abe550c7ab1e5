import { cache } from "react";
import type { Opened } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { read } from "@/lib/doors/page/page";
import { listSmtpServers } from "@/lib/smtp_servers/operations";

/** The SMTP servers that the viewer can send an invitation through. */
export const ownSmtpServers = cache(async ({ id, may }: Opened) =>
  may("member.create") && may("notification.read")
    ? (await read(listSmtpServers, { organisation: id })).map(({ id, name, fromAddress }) => ({
        id,
        name,
        fromAddress,
      }))
    : [],
);
