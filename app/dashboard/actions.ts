"use server";

import { resendVerification } from "@/lib/accounts/operations";
import { dismissAnnouncement } from "@/lib/announcements/operations";
import { toAction } from "@/lib/doors/action/action";
import { makeDefault, selectOrganisation } from "@/lib/organisations/operations";

export const makeDefaultAction = toAction(makeDefault);
export const selectOrganisationAction = toAction(selectOrganisation, { quiet: true });
/** Quiet: the line is hidden at once, and the page stays as it is. */
export const dismissAnnouncementAction = toAction(dismissAnnouncement, { quiet: true });
export const resendVerificationAction = toAction(resendVerification);
