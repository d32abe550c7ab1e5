import type { DeletedRow } from "@/db/queries/deletions";
import type { Contents, countLeftovers } from "@/db/queries/organisation_contents";

export type Leftovers = Awaited<ReturnType<typeof countLeftovers>>;

/** Whether it can be restored, is being removed, or is gone. */
export type DeletedState = "restorable" | "purging" | "purged";

export function stateOf({ purgeAt, purgeStartedAt, purgedAt }: Omit<DeletedRow, "contents">): DeletedState {
  if (purgedAt) return "purged";
  return purgeStartedAt || purgeAt <= new Date() ? "purging" : "restorable";
}

/** What an organisation couldn’t have yet when older ones were deleted. */
const sinceThen: Partial<Contents> = { tunnelDevices: 0 };

/** A deleted organisation, as its former owner and the portal see it. */
export function toDeleted(row: DeletedRow, left: Leftovers | null) {
  const { organisationId: id, handle, name, deletedBy, deletedAt, purgeAt, purgedAt } = row;
  const state = stateOf(row);
  return {
    ...{ id, handle, name, deletedBy, deletedAt, purgeAt, purgedAt, state },
    /** What it had. */
    contents: { ...sinceThen, ...(row.contents as unknown as Contents) },
    /** What is still to be removed. */
    left,
  };
}
export type DeletedOrganisation = ReturnType<typeof toDeleted>;
