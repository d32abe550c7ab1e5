import { z } from "zod";
import { inviteMemberInput } from "@/lib/invitations/schema";
import { line } from "@/lib/text";

/** One line, or none: a form sends an empty field. */
const note = z
  .union([z.literal("").transform(() => undefined), line("a note", 500)], "Use one line of at most 500 characters.")
  .optional();

export const inviteWithNoteInput = inviteMemberInput.extend({ note });
