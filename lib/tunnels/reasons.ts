import type { ErrorCode } from "@/lib/kernel/errors";

/** Refusals about tunnel devices, their ports and their enrolment. */
export const tunnelReasons = {
  "tunnel.limit": ["LIMIT_REACHED", "There are as many tunnel devices as allowed. Remove one first."],
  "tunnel.taken": ["CONFLICT", "A tunnel device with this name already exists."],
  "tunnel.key": ["CONFLICT", "This key belongs to a device already. Create a new key."],
  "tunnel.answers": [
    "CONFLICT",
    "This device doesn’t route answers back through the tunnel, so it can’t see players’ addresses. Set up its configuration for that first.",
  ],
  "port.limit": ["LIMIT_REACHED", "This device has as many open ports as allowed. Close one first."],
  "port.taken": ["CONFLICT", "This port isn’t free on the gateway. Choose another, or let the gateway choose."],
  "port.none": [
    "CONFLICT",
    "This gateway has no free port left. Close one that isn’t needed, or contact the portal’s administrator.",
  ],
  "port.unknown": ["NOT_FOUND", "Port not found. It may have been closed more than an hour ago."],
  "enrolment.unknown": ["NOT_FOUND", "No device is waiting with this code. Check it, or start again on the device."],
  "enrolment.pending": ["PENDING", "Nobody has approved this device yet. Ask again in a few seconds."],
  "enrolment.expired": ["GONE", "This code has expired. Start again on the device."],
  "enrolment.denied": ["FORBIDDEN", "The device was declined."],
  "enrolment.collected": ["GONE", "This device was set up already. Start again on the device if it needs another key."],
  "enrolment.answered": ["CONFLICT", "This device was approved or declined already."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
