import { cache } from "react";
import type { Opened } from "@/app/dashboard/organisations/[handle]/opened";
import { read } from "@/lib/doors/page/page";
import { listProviders } from "@/lib/providers/operations";

/** The mail servers that whoever looks can send an invitation through. */
export const ownServers = cache(async ({ id, may }: Opened) =>
  may("member.create") && may("notification.read")
    ? (await read(listProviders, { organisation: id })).map(({ id, name, fromAddress }) => ({ id, name, fromAddress }))
    : [],
);
