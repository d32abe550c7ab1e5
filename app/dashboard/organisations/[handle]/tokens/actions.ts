"use server";

import { revokeToken } from "@/lib/api_tokens/operations";
import { toAction } from "@/lib/doors/action/action";

export const revokeTokenAction = toAction(revokeToken);
