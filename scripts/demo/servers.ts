import { env } from "@/lib/env";
import { readLocalEngine } from "@/lib/nodes/local_engine_operations";
import { registerNode } from "@/lib/nodes/operations";
import { listProjects } from "@/lib/projects/operations";
import { createServer } from "@/lib/servers/create_operations";
import type { Residents } from "./residents";

const small = { memoryMb: 64, cores: 0.1, diskMb: 64 };

/**
 * Registers the machine's own Docker Engine as a node, with some small servers on it: their containers are created as
 * soon as the portal runs. @returns one line about the result
 */
export async function addServers({ as }: Residents): Promise<{ made: boolean; line: string }> {
  const administrator = await as("Rhiannon");
  const engine = await readLocalEngine(administrator, {});
  if (!engine)
    return { made: false, line: `No servers: no Docker Engine responds at ${env().LOCAL_ENGINE} (LOCAL_ENGINE).` };
  const { engineVersion, ...node } = engine;
  await registerNode(administrator, { ...node, name: "This machine" });
  const owner = await as("Tomasz");
  const projects = await listProjects(owner, { organisation: "apex-gaming" });
  const projectId = (name: string) => projects.find((each) => each.name === name)?.id;
  const greet = { template: "page", ...small } as const;
  const servers = [
    { ...greet, name: "Lobby", projectId: projectId("Survival"), environment: { GREETING: "The world is up." } },
    {
      ...greet,
      name: "Cup page",
      projectId: projectId("Events"),
      environment: { GREETING: "Signing up opens on Friday." },
    },
    { ...small, name: "Ends at once", image: "busybox:1.37", projectId: projectId("Creative") },
  ];
  for (const server of servers) await createServer(owner, { organisation: "apex-gaming", ...server });
  return { made: true, line: `Servers: ${servers.length}, on this machine’s Docker Engine ${engineVersion}.` };
}
