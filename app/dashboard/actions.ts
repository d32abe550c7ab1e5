"use server";

import { resendVerification } from "@/lib/accounts/operations";
import { toAction } from "@/lib/doors/action/action";
import { makeDefault, selectOrganisation } from "@/lib/organisations/operations";

export const makeDefaultAction = toAction(makeDefault);
export const selectOrganisationAction = toAction(selectOrganisation, { quiet: true });
export const resendVerificationAction = toAction(resendVerification);
