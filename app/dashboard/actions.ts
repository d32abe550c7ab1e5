"use server";

import { resendVerification } from "@/lib/accounts/operations";
import { toAction } from "@/lib/doors/action/action";
import { makeDefault, selectOrganisation } from "@/lib/organisations/operations";
import { beginProof } from "@/lib/passkeys/session_operations";
import { prove, readProofs } from "@/lib/sessions/proof_operations";

export const makeDefaultAction = toAction(makeDefault);
export const selectOrganisationAction = toAction(selectOrganisation, { quiet: true });
export const resendVerificationAction = toAction(resendVerification);
export const beginProofAction = toAction(beginProof, { quiet: true });
export const proveAction = toAction(prove, { quiet: true });
export const readProofsAction = toAction(readProofs);
