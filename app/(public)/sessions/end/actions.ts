"use server";

import { toAction } from "@/lib/doors/action/action";
import { endSessionByLink } from "@/lib/sessions/end_operations";

export const endSessionByLinkAction = toAction(endSessionByLink, { quiet: true });
