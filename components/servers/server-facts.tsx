import type { ReactNode } from "react";
import type { ListedServer } from "@/components/servers/actions";
import { ServerState } from "@/components/servers/server-state";

/** A server’s state and addresses on one line. */
export function ServerFacts({ server }: { server: ListedServer }) {
  const { address, ports, node, project, image } = server;
  const facts: ReactNode[] = [
    `on ${node.name}`,
    project && `in ${project.name}`,
    <span key="image" className="font-mono">
      {image}
    </span>,
    ...ports.map(({ port, protocol, hostPort }) => (
      <span key={`${port}/${protocol}`}>
        <span className="font-mono">
          {address}:{hostPort}
        </span>{" "}
        → {port}/{protocol}
      </span>
    )),
  ].filter(Boolean);
  return (
    <span className="mt-2 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm">
      <ServerState server={server} />
      {facts.map((fact, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: facts keep their places
        <span key={place} className="wrap-anywhere">
          {fact}
          {place < facts.length - 1 && (
            <span aria-hidden className="ml-2.5 text-ink-faint">
              ·
            </span>
          )}
        </span>
      ))}
    </span>
  );
}
