import type { Trx } from "@/db/client";
import { findEngine, findServer } from "@/db/queries/servers";
import type { Sight } from "@/db/queries/sight";
import { findContainer } from "@/lib/docker/container";
import { connect } from "@/lib/docker/engine";
import { sendLine } from "@/lib/docker/input";
import { AppError } from "@/lib/errors";
import { Refusal } from "@/lib/kernel/errors";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { spendOn } from "@/lib/kernel/rate";
import { addressOf } from "@/lib/nodes/engine";
import { sightOf } from "@/lib/projects/sight";
import { oneServer } from "@/lib/servers/schema";
import { commandInput } from "@/lib/servers/update_schema";
import { toServer } from "@/lib/servers/view";

async function mustReach(trx: Trx, sight: Sight, id: string) {
  const row = await findServer(trx, sight, id);
  if (!row) throw new AppError("unknown");
  return { server: toServer(row), engine: addressOf(await findEngine(trx, row.nodeId)) };
}

/**
 * Whether a user may follow a server, and also its log: an open stream asks this repeatedly. The engine's address is only for the
 * stream; no door returns it.
 */
export const watchServer = organisationQuery("server.watch", {
  input: oneServer,
  feature: "servers",
  token: "organisation",
  permission: "server.read",
  async run({ trx, organisation, actor }, { server: id }) {
    const reached = await mustReach(trx, sightOf(organisation, actor), id);
    return { ...reached, console: organisation.permissions.has("server.console") };
  },
});
export type Watched = Awaited<ReturnType<typeof watchServer>>;

/** Sends a line to the standard input of a server. Any answer appears in the log. */
export const sendCommand = organisationCommand("server.command", {
  did: "typed a command to the server",
  event: null,
  input: commandInput,
  feature: "servers",
  token: "organisation",
  permission: "server.console",
  lock: "none",
  limits: [{ points: 120, seconds: 60, by: "actor" }],
  check: async ({ trx, organisation, actor }, { server: id }) => mustReach(trx, sightOf(organisation, actor), id),
  async prepare({ command }, { server, engine }) {
    if (server.state !== "running") throw new AppError("server.notRunning");
    await spendOn("server.command", { subject: server.id, about: server.name }, 300, 60);
    try {
      const container = await findContainer(connect(engine, 10_000), server.id);
      if (!container || !(await container.inspect()).State.Running) throw new AppError("server.notRunning");
      await sendLine(container, command);
    } catch (error) {
      throw error instanceof Refusal ? error : new AppError("server.unheard");
    }
    return server;
  },
  async run({ audit, prepared: { id, name } }, { command }) {
    audit({ target: { id, name }, after: { command } });
  },
});
