"use server";

import { toAction } from "@/lib/doors/action/action";
import { retryMail, revealLink, withdrawMail } from "@/lib/mails/operations";

export const retryMailAction = toAction(retryMail);
export const revealLinkAction = toAction(revealLink, { quiet: true });
export const withdrawMailAction = toAction(withdrawMail);
