import type { Trx } from "@/db/client";
import { findInvitation } from "@/db/queries/invitations";
import { permissionsOfRole } from "@/lib/access";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { type Organisation, requireBelow } from "@/lib/kernel/entry";
import { linkToken } from "@/lib/tokens";

/** A pending one for a role below the user's own, because its link gives that role. @throws NOT_FOUND, CONFLICT or FORBIDDEN */
export async function requirePending(trx: Trx, organisation: Organisation, id: string) {
  const invitation = await findInvitation(trx, organisation.id, id);
  if (!invitation) throw new AppError("unknown");
  const { state, role, permissions } = invitation;
  if (state !== "pending") throw new AppError("invitation.notPending");
  requireBelow(organisation, permissionsOfRole(role, permissions), () => new AppError("role.ceiling"));
  return invitation;
}

/** The link that lets the invited address join but verifies nothing. */
export function copiedLink(id: string, version: number): string {
  return new URL(`/invitations/${linkToken("invitation.copy", id, version)}`, env().PUBLIC_URL).href;
}
