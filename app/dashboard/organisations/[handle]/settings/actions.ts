"use server";

import { removeOrganisationAvatar, setOrganisationAvatar } from "@/lib/avatars/operations";
import { toAction } from "@/lib/doors/action/action";
import { updateOrganisation } from "@/lib/organisations/operations";

export const updateOrganisationAction = toAction(updateOrganisation, { quiet: true });
export const setOrganisationAvatarAction = toAction(setOrganisationAvatar);
export const removeOrganisationAvatarAction = toAction(removeOrganisationAvatar);
