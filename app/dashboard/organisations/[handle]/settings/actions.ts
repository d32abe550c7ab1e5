"use server";

import { removeOrganisationAvatar, setOrganisationAvatar } from "@/lib/avatars/operations";
import { toAction } from "@/lib/doors/action/action";
import { deleteOrganisation, readContents } from "@/lib/organisations/deletion/operations";
import { updateOrganisation } from "@/lib/organisations/operations";
import { setSecurity } from "@/lib/organisations/security_operations";
import { cancelTransfer, offerTransfer } from "@/lib/transfers/operations";

export const updateOrganisationAction = toAction(updateOrganisation, { quiet: true });
export const readContentsAction = toAction(readContents);
// Quiet: its pages no longer exist afterwards.
export const deleteOrganisationAction = toAction(deleteOrganisation, { quiet: true });
export const setOrganisationAvatarAction = toAction(setOrganisationAvatar);
export const offerTransferAction = toAction(offerTransfer);
export const cancelTransferAction = toAction(cancelTransfer);
export const removeOrganisationAvatarAction = toAction(removeOrganisationAvatar);
export const setSecurityAction = toAction(setSecurity);
