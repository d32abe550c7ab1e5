"use server";

import { resendVerification } from "@/lib/accounts/operations";
import { makeDefault, selectOrganisation } from "@/lib/organisations/operations";
import { toAction } from "@/lib/transport/action";

export const makeDefaultAction = toAction(makeDefault);
export const selectOrganisationAction = toAction(selectOrganisation, { quiet: true });
export const resendVerificationAction = toAction(resendVerification);
