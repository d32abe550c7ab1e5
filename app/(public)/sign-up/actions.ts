"use server";

import { signUp } from "@/lib/accounts/sign_up_operations";
import { toAction } from "@/lib/doors/action/action";

export const signUpAction = toAction(signUp);
