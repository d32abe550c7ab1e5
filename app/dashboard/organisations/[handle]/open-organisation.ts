import { redirect } from "next/navigation";
import { cache } from "react";
import { type Permission, worksSuspended } from "@/lib/access";
import { currentPath, read } from "@/lib/doors/page/page";
import { readOrganisation } from "@/lib/organisations/operations";

export interface OrganisationParams {
  params: Promise<{ handle: string }>;
}

/** The organisation in the URL, read once for layout and page. A former handle redirects to the present one. */
export const openOrganisation = cache(async (handle: string) => {
  const organisation = await read(readOrganisation, { organisation: handle });
  if (organisation.handle !== handle) {
    const path = await currentPath();
    redirect(path.replace(/^\/dashboard\/organisations\/[^/?]+/, `/dashboard/organisations/${organisation.handle}`));
  }
  /** Whether the role holds a permission, for what can be read even while the organisation is suspended. */
  const holds = (permission: Permission) => organisation.permissions.includes(permission);
  /** The same, if it works right now, for what is offered. */
  const may = (permission: Permission) =>
    holds(permission) && (organisation.suspension === null || worksSuspended(permission));
  return { ...organisation, holds, may, base: `/dashboard/organisations/${organisation.handle}` };
});

export type Opened = Awaited<ReturnType<typeof openOrganisation>>;
