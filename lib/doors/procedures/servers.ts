import { z } from "zod";
import { id, like, type Procedure, query } from "@/lib/doors/procedures/procedure";
import { AppError } from "@/lib/errors";
import { listUsable } from "@/lib/nodes/operations";

type Usable = Awaited<ReturnType<typeof listUsable>>[number];

/**
 * A node as that ecosystem's clients know servers: fields that don't exist, or that an organisation may not see, are
 * null.
 */
const output = z
  .object({
    serverId: z.uuid(),
    organizationId: z.uuid(),
    name: z.string(),
    description: z.null(),
    ipAddress: z.string(),
    port: z.null(),
    username: z.null(),
    appName: z.string(),
    enableDockerCleanup: z.null(),
    createdAt: z.null(),
    serverStatus: z.enum(["active", "inactive"]),
    serverType: z.literal("deploy"),
    command: z.literal(""),
    sshKeyId: z.null(),
    metricsConfig: z.null(),
    totalSum: z.null(),
  })
  .meta({ id: "ServerRecord" });

function record(node: Usable, organizationId: string): z.output<typeof output> {
  const { id: serverId, name, publicAddress, available } = node;
  return {
    serverId,
    organizationId,
    name,
    description: null,
    ipAddress: publicAddress,
    port: null,
    username: null,
    appName: name,
    enableDockerCleanup: null,
    createdAt: null,
    serverStatus: available ? "active" : "inactive",
    serverType: "deploy",
    command: "",
    sshKeyId: null,
    metricsConfig: null,
    totalSum: null,
  };
}

const none = z.object({});
const one = like(listUsable, listUsable.input.extend({ node: z.uuid() }), async (caller, { node, ...given }) => {
  const found = (await listUsable(caller, given)).find((each) => each.id === node);
  if (!found) throw new AppError("node.unknown");
  return found;
});
const listed = (nodes: Usable[], organisation: string) => nodes.map((node) => record(node, organisation));

/**
 * The procedures about the nodes that an organisation may use. They need no SSH key: nodes that accept servers are
 * ready.
 */
export const servers: Record<string, Procedure> = {
  "server.all": query(listUsable, {
    input: none,
    output: z.array(output),
    to: (_given, organisation) => ({ organisation }),
    from: listed,
  }),
  "server.withSSHKey": query(listUsable, {
    input: none,
    output: z.array(output),
    to: (_given, organisation) => ({ organisation }),
    from: (nodes, organisation) =>
      listed(
        nodes.filter(({ available }) => available),
        organisation,
      ),
  }),
  "server.one": query(one, {
    input: z.object({ serverId: id }),
    output,
    to: ({ serverId }, organisation) => ({ organisation, node: serverId }),
    from: record,
    names: { node: "serverId" },
  }),
};
