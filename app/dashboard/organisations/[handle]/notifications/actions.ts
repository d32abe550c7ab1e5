"use server";

import { toAction } from "@/lib/doors/action/action";
import { retryMailed } from "@/lib/smtp_servers/delivery_operations";
import { createSmtpServer, removeSmtpServer, updateSmtpServer } from "@/lib/smtp_servers/operations";
import { testSmtpServer } from "@/lib/smtp_servers/trial_operations";

export const createSmtpServerAction = toAction(createSmtpServer);
export const updateSmtpServerAction = toAction(updateSmtpServer);
export const removeSmtpServerAction = toAction(removeSmtpServer);
export const retryMailedAction = toAction(retryMailed);
// Quiet: nothing on the page changes.
export const testSmtpServerAction = toAction(testSmtpServer, { quiet: true });
