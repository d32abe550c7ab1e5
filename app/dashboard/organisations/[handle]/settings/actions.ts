"use server";

import { updateOrganisation } from "@/lib/organisations/operations";
import { removeOrganisationAvatar, setOrganisationAvatar } from "@/lib/pictures/operations";
import { toAction } from "@/lib/transport/action";

export const updateOrganisationAction = toAction(updateOrganisation, { quiet: true });
export const setOrganisationAvatarAction = toAction(setOrganisationAvatar);
export const removeOrganisationAvatarAction = toAction(removeOrganisationAvatar);
