"use server";

import { toAction } from "@/lib/doors/action/action";
import { requestSignInLink } from "@/lib/sessions/link_operations";

export const requestSignInLinkAction = toAction(requestSignInLink);
