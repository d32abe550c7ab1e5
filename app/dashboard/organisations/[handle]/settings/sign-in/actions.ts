"use server";

import { toAction } from "@/lib/doors/action/action";
import { addMailDomain, removeMailDomain, verifyMailDomain } from "@/lib/mail_domains/operations";
import { removeOwnSignIn, requireSignIn, setOwnSignIn, testOwnSignIn } from "@/lib/own_sign_in/operations";

export const addMailDomainAction = toAction(addMailDomain);
export const verifyMailDomainAction = toAction(verifyMailDomain);
export const removeMailDomainAction = toAction(removeMailDomain);
export const setOwnSignInAction = toAction(setOwnSignIn);
export const removeOwnSignInAction = toAction(removeOwnSignIn);
export const requireSignInAction = toAction(requireSignIn);
export const testOwnSignInAction = toAction(testOwnSignIn);
