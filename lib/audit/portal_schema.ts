import { listActivityInput } from "@/lib/audit/schema";

/** Filters of the portal's own log, as those of an organisation's. */
export const listPortalActivityInput = listActivityInput.omit({ organisation: true });
