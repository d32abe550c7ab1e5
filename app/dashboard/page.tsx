import { redirect } from "next/navigation";
import { read } from "@/lib/doors/page/page";
import { activeOrganisation } from "@/lib/organisations/operations";

/** Where a session starts: the active organisation, or whichever it falls back to, or the page that helps to one. */
export default async function Dashboard() {
  const organisation = await read(activeOrganisation, {});
  redirect(`/dashboard/organisations${organisation ? `/${organisation.handle}` : ""}`);
}
