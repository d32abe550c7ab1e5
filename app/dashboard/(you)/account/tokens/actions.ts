"use server";

import { createPortalToken, createToken, deleteToken } from "@/lib/api_tokens/operations";
import { toAction } from "@/lib/doors/action/action";

export const createTokenAction = toAction(createToken);
export const createPortalTokenAction = toAction(createPortalToken);
export const deleteTokenAction = toAction(deleteToken);
