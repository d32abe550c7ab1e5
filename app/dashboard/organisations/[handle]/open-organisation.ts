import { redirect } from "next/navigation";
import { cache } from "react";
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
  const may = (permission: (typeof organisation.permissions)[number]) => organisation.permissions.includes(permission);
  return { ...organisation, may, base: `/dashboard/organisations/${organisation.handle}` };
});

export type Opened = Awaited<ReturnType<typeof openOrganisation>>;
