"use server";

import { toAction } from "@/lib/doors/action/action";
import { revealLink } from "@/lib/mails/operations";

export const revealLinkAction = toAction(revealLink, { quiet: true });
