"use server";

import { toAction } from "@/lib/doors/action/action";
import { updateServer } from "@/lib/servers/change";
import { createServer } from "@/lib/servers/create";
import { moveServer } from "@/lib/servers/move";
import { deleteServer, powerServer } from "@/lib/servers/operations";
import { sendCommand } from "@/lib/servers/watch";

export const createServerAction = toAction(createServer);
export const powerServerAction = toAction(powerServer);
export const moveServerAction = toAction(moveServer);
export const deleteServerAction = toAction(deleteServer);
export const updateServerAction = toAction(updateServer);
export const sendCommandAction = toAction(sendCommand);
