import { z } from "zod";
import { roles } from "@/lib/access";
import { oneOf, searchWords } from "@/lib/text";

/** What one's organisations can be sorted by; a leading hyphen reverses the order: newest, most, or last in the alphabet first. */
const organisationSorts = ["-opened", "opened", "name", "-name", "-members", "members"] as const;

export const listOrganisationsInput = z.strictObject({
  q: searchWords.optional(),
  /** The user's own role there. */
  role: oneOf(roles, "Role not found."),
  sort: z.enum(organisationSorts, "This list can’t be sorted by that.").default("-opened"),
});
