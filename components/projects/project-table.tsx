import Link from "next/link";
import type { ReactNode } from "react";
import type { ListedProject } from "@/components/projects/actions";
import { Time } from "@/components/ui/layout/time";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";

interface ProjectTableProps {
  projects: ListedProject[];
  now: Date;
  /** The list of a project's servers, up to its id; left out where there is nothing to see. */
  serversHref?: string;
  menu: (project: ListedProject) => ReactNode;
}

export function ProjectTable({ projects, now, serversHref, menu }: ProjectTableProps) {
  const menus = projects.map(menu);
  const counted = projects.some(({ narrowed }) => narrowed !== null);
  const withServers = projects.some(({ servers }) => servers !== null);
  const head = (
    <>
      <HeadCell>Project</HeadCell>
      {withServers && <HeadCell>Servers</HeadCell>}
      {counted && <HeadCell>Restricted members</HeadCell>}
      <HeadCell>Created</HeadCell>
      {menus.some(Boolean) && <HeadCell unseen>Actions</HeadCell>}
    </>
  );
  return (
    <Table label="Projects" head={head}>
      {projects.map(({ id, name, description, createdAt, narrowed, servers }, index) => (
        <Row key={id}>
          <Cell as="lead">
            <Lead name={serversHref ? <Link href={`${serversHref}${id}`}>{name}</Link> : name} under={description} />
          </Cell>
          {withServers && (
            <Cell as={servers ? "fact" : "hidden"} className="whitespace-nowrap text-ink-soft">
              {servers === 0 ? "none" : servers === 1 ? "1 server" : `${servers} servers`}
            </Cell>
          )}
          {counted && (
            <Cell as={narrowed ? "fact" : "hidden"} className="whitespace-nowrap text-ink-soft">
              {narrowed === 0 ? "none" : narrowed === 1 ? "1 member" : `${narrowed} members`}
              <span className="row:sr-only card:inline"> restricted to it</span>
            </Cell>
          )}
          <Cell as="fact" className="text-ink-soft">
            <span className="row:hidden">created </span>
            <Time at={createdAt} now={now} />
          </Cell>
          {menus.some(Boolean) && <Cell as="menu">{menus[index]}</Cell>}
        </Row>
      ))}
    </Table>
  );
}
