"use server";

import { signUpInvited } from "@/lib/accounts/sign_up_operations";
import { toAction } from "@/lib/doors/action/action";
import { acceptInvitation, rejectInvitation } from "@/lib/invitations/answer_operations";

// Quiet: the page itself shows the result.
export const acceptInvitationAction = toAction(acceptInvitation, { quiet: true });
export const rejectInvitationAction = toAction(rejectInvitation, { quiet: true });
export const signUpInvitedAction = toAction(signUpInvited);
