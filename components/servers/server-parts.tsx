import type { ListedServer } from "@/components/servers/actions";

/** A server’s image, ports and environment variables; only the names of the variables. */
export function ServerParts({ server, variables }: { server: ListedServer; variables: string[] }) {
  const ports = server.ports.map(({ port, protocol }) => `${port}/${protocol}`);
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-control">
      <dt className="text-ink-soft">Image</dt>
      <dd className="font-mono text-sm wrap-anywhere">{server.image}</dd>
      <dt className="text-ink-soft">Ports</dt>
      <dd>{ports.length > 0 ? ports.join(", ") : "none"}</dd>
      <dt className="text-ink-soft">Environment variables</dt>
      <dd>
        {variables.length === 0 && "none"}
        <ul>
          {variables.map((variable) => (
            <li key={variable} className="font-mono text-sm wrap-anywhere">
              {variable}
            </li>
          ))}
        </ul>
      </dd>
    </dl>
  );
}
