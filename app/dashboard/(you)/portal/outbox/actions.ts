"use server";

import { revealLink } from "@/lib/mails/operations";
import { toAction } from "@/lib/transport/action";

export const revealLinkAction = toAction(revealLink, { quiet: true });
