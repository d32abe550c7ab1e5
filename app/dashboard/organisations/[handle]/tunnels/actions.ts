"use server";

import { toAction } from "@/lib/doors/action/action";
import {
  createDevice,
  moveDevice,
  removeDevice,
  resumeDevice,
  suspendDevice,
  updateDevice,
} from "@/lib/tunnels/device_operations";
import { closePort, openPort, reopenPort, updatePort } from "@/lib/tunnels/port_operations";

// Quiet: the dialog goes on to show the configuration, and the list behind it must not take it away.
export const createDeviceAction = toAction(createDevice, { quiet: true });
export const updateDeviceAction = toAction(updateDevice);
export const moveDeviceAction = toAction(moveDevice);
export const suspendDeviceAction = toAction(suspendDevice);
export const resumeDeviceAction = toAction(resumeDevice);
export const removeDeviceAction = toAction(removeDevice);
export const openPortAction = toAction(openPort);
export const updatePortAction = toAction(updatePort);
export const closePortAction = toAction(closePort);
export const reopenPortAction = toAction(reopenPort);
