import { z } from "zod";
import { inviteMemberInput } from "@/lib/invitations/schema";
import { line } from "@/lib/text";

/** One line, or none: a form sends an empty field. */
const reference = z
  .union(
    [z.literal("").transform(() => undefined), line("a reference", 100)],
    "Use one line of at most 100 characters.",
  )
  .optional();

export const inviteWithReferenceInput = inviteMemberInput.extend({ reference });
