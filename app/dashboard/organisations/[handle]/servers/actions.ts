"use server";

import { toAction } from "@/lib/doors/action/action";
import { sendCommand } from "@/lib/servers/console/operations";
import { createServer } from "@/lib/servers/create_operations";
import { moveServer } from "@/lib/servers/move_operations";
import { deleteServer, powerServer } from "@/lib/servers/operations";
import { updateServer } from "@/lib/servers/update_operations";

export const createServerAction = toAction(createServer);
export const powerServerAction = toAction(powerServer);
export const moveServerAction = toAction(moveServer);
export const deleteServerAction = toAction(deleteServer);
export const updateServerAction = toAction(updateServer);
export const sendCommandAction = toAction(sendCommand);
