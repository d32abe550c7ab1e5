import type { ReactNode } from "react";
import type { ListedServer } from "@/components/servers/actions";
import { Panel } from "@/components/ui/layout/panel";
import { diskWords } from "@/lib/servers/disk";

const amount = (count: number) => count.toLocaleString("en-GB");

/** A server’s limits. */
export function ServerLimits({ server, action }: { server: ListedServer; action?: ReactNode }) {
  const { memoryMb, cores, diskMb, volumeBytes } = server;
  return (
    <Panel title="Limits">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-control tabular-nums">
        <dt className="text-ink-soft">Memory</dt>
        <dd>{amount(memoryMb)} MiB, no swap</dd>
        <dt className="text-ink-soft">CPU cores</dt>
        <dd>{cores}</dd>
        <dt className="text-ink-soft">Disk</dt>
        <dd>{diskWords({ volumeBytes, diskMb })}</dd>
      </dl>
      {action && <div className="mt-3">{action}</div>}
    </Panel>
  );
}
