import { type OrganisationParams, openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import {
  createProjectAction,
  deleteProjectAction,
  readProjectContentsAction,
  updateProjectAction,
} from "@/app/dashboard/organisations/[handle]/projects/actions";
import { NewProjectButton } from "@/components/projects/new-project-button";
import { ProjectMenu } from "@/components/projects/project-menu";
import { ProjectTable } from "@/components/projects/project-table";
import { LinkButton } from "@/components/ui/button/link-button";
import { SearchBox } from "@/components/ui/form/search-box";
import { PageHead } from "@/components/ui/layout/page-head";
import { EmptyState } from "@/components/ui/message/empty-state";
import { RefusedFilters } from "@/components/ui/table/refused-filters";
import { TableFoot } from "@/components/ui/table/table-foot";
import { Toolbar } from "@/components/ui/table/toolbar";
import { attempt, read } from "@/lib/doors/page/page";
import { type Search, word } from "@/lib/doors/page/search";
import { readFeatures } from "@/lib/portal/settings_operations";
import { listProjects } from "@/lib/projects/operations";
import { fullReason, usedWords } from "@/lib/tiers/words";

export const metadata = { title: "Projects" };

const actions = {
  create: createProjectAction,
  update: updateProjectAction,
  contents: readProjectContentsAction,
  delete: deleteProjectAction,
};

export default async function ProjectsPage({ params, searchParams }: OrganisationParams & { searchParams: Search }) {
  const organisation = await openOrganisation((await params).handle);
  const { id, name, base, may, narrowed, limits, tierName } = organisation;
  const most = limits.projects;
  const path = `${base}/projects`;
  const q = word((await searchParams).q);
  const { servers } = await read(readFeatures, {});
  const all = await read(listProjects, { organisation: id });
  const { data: shown, refusal } = q ? await attempt(listProjects, { organisation: id, q }) : { data: all };
  // Users who see only some of the projects learn of the limit from the refusal.
  const reason = narrowed ? undefined : fullReason(all.length, most, tierName);
  const create = may("project.create") && !reason && <NewProjectButton organisation={id} actions={actions} />;
  const can = { change: may("project.update"), delete: may("project.delete") };
  return (
    <>
      <PageHead title="Projects" actions={all.length > 0 && create}>
        {all.length > 0 &&
          (narrowed
            ? `You are restricted to these projects of ${name}.`
            : "A project groups servers that belong together. Members can be restricted to some projects.")}
      </PageHead>
      {all.length > 0 && (
        <Toolbar>
          <SearchBox action={path} label="Search projects" placeholder="Name" value={q} />
        </Toolbar>
      )}
      {refusal && <RefusedFilters href={path} refusal={refusal} />}
      {shown && shown.length > 0 && (
        <>
          <ProjectTable
            projects={shown}
            now={new Date()}
            serversHref={servers && may("server.read") ? `${base}/servers?project=` : undefined}
            menu={(project) =>
              (can.change || can.delete) && (
                <ProjectMenu organisation={id} project={project} can={can} actions={actions} />
              )
            }
          />
          <TableFoot>
            {q
              ? `${shown.length} found`
              : narrowed
                ? `${all.length} shown`
                : `${usedWords(all.length, most)} projects${reason ? `: ${reason}` : ""}`}
          </TableFoot>
        </>
      )}
      {shown?.length === 0 && all.length > 0 && (
        <EmptyState title="Nothing found" actions={<LinkButton href={path}>Show all projects</LinkButton>}>
          No project here has “{q}” in its name.
        </EmptyState>
      )}
      {all.length === 0 &&
        (narrowed ? (
          <EmptyState title="No projects you can see" actions={create}>
            You were restricted to some projects of {name}, but none of them are left. Ask somebody who manages members.
          </EmptyState>
        ) : (
          <EmptyState title="No projects yet" actions={create} limit={create && `${usedWords(0, most)} projects`}>
            A project groups servers that belong together: one game, one event, one customer. A member can be restricted
            to some projects and then can’t see any others.
          </EmptyState>
        ))}
    </>
  );
}
