"use server";

import { signUpInvited } from "@/lib/accounts/sign_up";
import { acceptInvitation, rejectInvitation } from "@/lib/invitations/answers";
import { toAction } from "@/lib/transport/action";

// Quiet: the page itself says how it ended.
export const acceptInvitationAction = toAction(acceptInvitation, { quiet: true });
export const rejectInvitationAction = toAction(rejectInvitation, { quiet: true });
export const signUpInvitedAction = toAction(signUpInvited);
