import { expect, it } from "vitest";
import { newEnterprise, newUser, useDatabase } from "@/db/testing";
import { useEngine } from "@/lib/docker/testing/engine";
import { untilServing } from "@/lib/docker/testing/serving";
import { startWorker } from "@/lib/jobs/worker";
import { readNode, registerNode } from "@/lib/nodes/operations";
import { createServer } from "@/lib/servers/create_operations";
import { deleteServer, listServers, powerServer, readServer } from "@/lib/servers/operations";
import { small } from "@/lib/servers/testing";

useDatabase();
const engine = useEngine();

it("the workers alone take a server from creation to deletion, and leave the node empty", async () => {
  const admin = await newUser({ portalAdmin: true });
  const { owner, ref } = await newEnterprise();
  const machine = {
    name: "One",
    tiers: ["enterprise" as const],
    memoryMb: 1024,
    cores: 2,
    publicAddress: "n.example.org",
  };
  const node = await registerNode(admin, { ...machine, endpoint: engine.address.endpoint });
  // Two workers, as with two copies of the application.
  const stop = await Promise.all([startWorker(), startWorker()]);
  try {
    const made = await Promise.all(Array.from({ length: 4 }, () => createServer(owner, { ...ref, ...small() })));
    const states = async () => (await listServers(owner, ref)).items.map(({ state }) => state);
    await expect.poll(states, { timeout: 40_000 }).toEqual(["running", "running", "running", "running"]);
    for (const { Id } of await engine.docker().listContainers()) await untilServing(engine.docker().getContainer(Id));
    const [first] = made;
    const one = { ...ref, server: first?.id ?? "" };
    await powerServer(owner, { ...one, action: "kill" });
    await expect.poll(async () => (await readServer(owner, one)).state, { timeout: 20_000 }).toBe("stopped");
    expect(await engine.docker().listContainers()).toHaveLength(3);
    for (const { id } of made) await deleteServer(owner, { ...ref, server: id });
    await expect.poll(states, { timeout: 40_000 }).toEqual([]);
    expect(await engine.docker().listContainers({ all: true })).toEqual([]);
    expect(await readNode(admin, { node: node.id })).toMatchObject({
      healthy: true,
      serverCount: 0,
      promised: { memoryMb: 0, cores: 0, diskMb: 0, ports: 0 },
    });
  } finally {
    await Promise.all(stop.map((end) => end()));
  }
});
