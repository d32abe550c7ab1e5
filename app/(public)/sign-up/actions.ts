"use server";

import { signUp } from "@/lib/accounts/sign_up";
import { toAction } from "@/lib/doors/action/action";

export const signUpAction = toAction(signUp);
