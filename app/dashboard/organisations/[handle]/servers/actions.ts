"use server";

import { createServer } from "@/lib/servers/create";
import { deleteServer, powerServer } from "@/lib/servers/operations";
import { toAction } from "@/lib/transport/action";

export const createServerAction = toAction(createServer);
export const powerServerAction = toAction(powerServer);
export const deleteServerAction = toAction(deleteServer);
