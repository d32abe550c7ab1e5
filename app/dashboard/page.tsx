import { redirect } from "next/navigation";
import { read } from "@/lib/doors/page/page";
import { activeOrganisation } from "@/lib/organisations/operations";

/** Where a session starts: the active organisation, or the one it falls back to, or the list of organisations. */
export default async function Dashboard() {
  const organisation = await read(activeOrganisation, {});
  redirect(`/dashboard/organisations${organisation ? `/${organisation.handle}` : ""}`);
}
