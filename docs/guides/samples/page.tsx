import { type OrganisationParams, openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { PageHead } from "@/components/ui/layout/page-head";
import { EmptyState } from "@/components/ui/message/empty-state";
import { RefusedFilters } from "@/components/ui/table/refused-filters";
import { attempt } from "@/lib/doors/page/page";
import { type Search, word } from "@/lib/doors/page/search";
import { listProjects } from "@/lib/projects/operations";

export const metadata = { title: "Descriptions" };

/** Reads through operations only. A filter is in the address, is judged by the operation, and a refusal is a state of the list. */
export default async function DescriptionsPage({
  params,
  searchParams,
}: OrganisationParams & { searchParams: Search }) {
  const { id, base } = await openOrganisation((await params).handle);
  const q = word((await searchParams).q);
  const { data: projects, refusal } = await attempt(listProjects, { organisation: id, q });
  return (
    <>
      <PageHead title="Descriptions">What each project is for.</PageHead>
      {refusal && <RefusedFilters href={`${base}/descriptions`} refusal={refusal} />}
      {projects?.length === 0 && <EmptyState title="No projects yet">Create one first.</EmptyState>}
      {projects?.map(({ id: project, name, description }) => (
        <p key={project}>
          {name}: {description ?? "no description"}
        </p>
      ))}
    </>
  );
}
