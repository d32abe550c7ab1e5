"use client";

import type { ReactNode } from "react";
import type { ListedServer, ServerActions } from "@/components/servers/actions";
import { Console } from "@/components/servers/console/console";
import { UseChart } from "@/components/servers/use-chart";
import { useServerEvents } from "@/components/servers/use-server-events";

interface ServerLiveProps {
  organisation: string;
  server: ListedServer;
  /** Whether the user may use the console. */
  console: boolean;
  /** Left out while it takes no commands. */
  command?: ServerActions["command"];
  /** Shown beside the live parts. */
  children: ReactNode;
}

const oneOf = (name: string, value: number) => `${value.toLocaleString("en-GB")} ${name}`;
/** One decimal for small amounts. */
const memory = (value: number) => oneOf("MiB", value < 10 ? Math.round(value * 10) / 10 : Math.round(value));
const cores = (value: number) => oneOf(value === 1 ? "core" : "cores", Math.round(value * 100) / 100);

/** A server’s live console and usage charts. */
export function ServerLive({ organisation, server, console, command, children }: ServerLiveProps) {
  const { id, memoryMb, state } = server;
  const live = useServerEvents(`/api/organisations/${organisation}/servers/${id}/events`, server);
  const samples = state === "running" ? live.samples : [];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_19rem] items-start gap-4 max-[64rem]:grid-cols-1">
      {console ? (
        live.open && (
          <Console
            organisation={organisation}
            server={server}
            link={live.link}
            problem={live.problem}
            lines={live.lines}
            add={live.add}
            command={command}
          />
        )
      ) : (
        <p className="text-ink-soft">Your role doesn’t include the console. Ask somebody who manages members.</p>
      )}
      <div className="grid gap-4">
        <UseChart
          title="CPU cores"
          values={samples.flatMap((sample) => sample.cores ?? [])}
          limit={server.cores}
          show={cores}
        />
        <UseChart title="Memory" values={samples.map((sample) => sample.memoryMb)} limit={memoryMb} show={memory} />
        {children}
      </div>
    </div>
  );
}
