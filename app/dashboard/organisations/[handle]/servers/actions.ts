"use server";

import { updateServer } from "@/lib/servers/change";
import { createServer } from "@/lib/servers/create";
import { deleteServer, powerServer } from "@/lib/servers/operations";
import { sendCommand } from "@/lib/servers/watch";
import { toAction } from "@/lib/transport/action";

export const createServerAction = toAction(createServer);
export const powerServerAction = toAction(powerServer);
export const deleteServerAction = toAction(deleteServer);
export const updateServerAction = toAction(updateServer);
export const sendCommandAction = toAction(sendCommand);
