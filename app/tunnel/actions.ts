"use server";

import { toAction } from "@/lib/doors/action/action";
import { approveEnrolment, denyEnrolment } from "@/lib/tunnels/enrolment_operations";

// Quiet: the page would look up a code that nothing waits for any more.
export const approveDeviceAction = toAction(approveEnrolment, { quiet: true });
export const declineDeviceAction = toAction(denyEnrolment, { quiet: true });
