import { type OrganisationParams, openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import {
  createServerAction,
  deleteServerAction,
  moveServerAction,
  powerServerAction,
} from "@/app/dashboard/organisations/[handle]/servers/actions";
import { fullWords, leftOf, usageOf } from "@/app/dashboard/organisations/[handle]/servers/server-usage";
import { KeepFresh } from "@/components/servers/keep-fresh";
import { NewServerButton } from "@/components/servers/new-server-button";
import { ServerMenu } from "@/components/servers/server-menu";
import { isUnsettled } from "@/components/servers/server-state";
import { ServerTable } from "@/components/servers/server-table";
import { LinkButton } from "@/components/ui/button/link-button";
import { Choice } from "@/components/ui/form/choice";
import { SearchBox } from "@/components/ui/form/search-box";
import { PageHead } from "@/components/ui/layout/page-head";
import { EmptyState } from "@/components/ui/message/empty-state";
import { RefusedFilters } from "@/components/ui/table/refused-filters";
import { TableFoot } from "@/components/ui/table/table-foot";
import { Toolbar } from "@/components/ui/table/toolbar";
import { attempt, read } from "@/lib/doors/page/page";
import { type Search, withWords, word } from "@/lib/doors/page/search";
import { listUsable } from "@/lib/nodes/operations";
import { listProjects } from "@/lib/projects/operations";
import { listServers } from "@/lib/servers/operations";

export const metadata = { title: "Servers" };

const actions = { power: powerServerAction, move: moveServerAction, delete: deleteServerAction };
type Opened = Awaited<ReturnType<typeof openOrganisation>>;

export default async function ServersPage({ params, searchParams }: OrganisationParams & { searchParams: Search }) {
  const organisation = await openOrganisation((await params).handle);
  const { id, name, base, may, narrowed, serverCount } = organisation;
  const path = `${base}/servers`;
  const search = await searchParams;
  const [q, project, cursor] = [word(search.q), word(search.project), word(search.cursor)];
  const { data: page, refusal } = await attempt(listServers, { organisation: id, q, project, cursor });
  const choices = await choicesOf(organisation);
  const shown = choices.projects.find((each) => each.id === project);
  const full = fullWords(organisation);
  // Somebody restricted to projects of which none is left can't create a server anywhere.
  const create = may("server.create") && (!narrowed || choices.projects.length > 0) && (
    <NewServerButton organisation={id} choices={choices} full={full} create={createServerAction} />
  );
  const can = {
    power: may("server.power"),
    move: may("server.update") && choices.projects.length > 0,
    delete: may("server.delete"),
  };
  return (
    <>
      <PageHead title="Servers" actions={serverCount > 0 && create}>
        {serverCount > 0 && (narrowed ? "The servers in your projects." : `The servers that ${name} runs.`)}
      </PageHead>
      {serverCount > 0 && (
        <Toolbar>
          <SearchBox action={path} label="Search servers" placeholder="Name" value={q} keep={{ project }} />
          {shown && (
            <Choice
              label="Show"
              items={[
                { href: withWords(path, { q }), label: "All projects", current: false },
                { href: withWords(path, { q, project }), label: shown.name, current: true },
              ]}
            />
          )}
        </Toolbar>
      )}
      {refusal && <RefusedFilters href={path} refusal={refusal} />}
      {page && page.items.length > 0 && (
        <>
          {page.items.some(isUnsettled) && <KeepFresh />}
          <ServerTable
            servers={page.items}
            path={path}
            menu={(server) =>
              (can.power || can.move || can.delete) && (
                <ServerMenu organisation={id} server={server} choices={choices} can={can} actions={actions} />
              )
            }
          />
          <TableFoot
            first={cursor ? withWords(path, { q, project }) : undefined}
            next={page.after ? withWords(path, { q, project, cursor: page.after }) : undefined}
          >
            {usageOf(organisation)}
          </TableFoot>
        </>
      )}
      {page?.items.length === 0 && serverCount > 0 && (
        <EmptyState title="Nothing found" actions={<LinkButton href={path}>Show all servers</LinkButton>}>
          {q ? `No server has “${q}” in its name.` : `There are no servers in the project ${shown?.name ?? ""} yet.`}
        </EmptyState>
      )}
      {serverCount === 0 && (
        <EmptyState title="No servers yet" actions={create} limit={create && usageOf(organisation)}>
          {narrowed
            ? "You are restricted to some projects, and they have no servers."
            : "A server runs an image on one of the portal’s nodes: a game, a website, a database."}
        </EmptyState>
      )}
    </>
  );
}

async function choicesOf(organisation: Opened) {
  const { id, may, narrowed, pool } = organisation;
  const projects = may("project.read") ? await read(listProjects, { organisation: id }) : [];
  const nodes = may("node.read") ? await read(listUsable, { organisation: id }) : [];
  return { projects, nodes, projectNeeded: narrowed, usage: usageOf(organisation), left: leftOf(pool) };
}
