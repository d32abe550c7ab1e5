import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { networkName } from "@/lib/docker/names";
import { ensureNetwork, removeUnusedNetwork } from "@/lib/docker/network";
import { busybox, useEngine } from "@/lib/docker/testing/engine";

const engine = useEngine();

it("several processes can create a network at once, while it is being removed, and none of them fails", async () => {
  const organisation = randomUUID();
  const docker = engine.docker();
  let makers = 8;
  const remove = async () => {
    while (makers > 0) {
      const network = docker.getNetwork(networkName(organisation));
      await network.remove().catch(() => {});
      await pause(Math.random() * 30);
    }
  };
  const make = async () => {
    for (let round = 0; round < 10; round++) await ensureNetwork(docker, organisation);
    makers--;
  };
  await Promise.all([remove(), ...Array.from({ length: makers }, make)]);
  await ensureNetwork(docker, organisation);
  const named = (await docker.listNetworks()).filter(({ Name }) => Name === networkName(organisation));
  expect(named).toHaveLength(1);
});

it("a network that a container is still leaving is removed as soon as it has left", async () => {
  const organisation = randomUUID();
  const docker = engine.docker();
  await ensureNetwork(docker, organisation);
  const leaving = await docker.createContainer({
    Image: busybox,
    Entrypoint: ["sleep", "60"],
    HostConfig: { NetworkMode: networkName(organisation) },
  });
  await leaving.start();
  const removal = removeUnusedNetwork(docker, organisation);
  await pause(500);
  expect(await docker.getNetwork(networkName(organisation)).inspect()).toMatchObject({
    Name: networkName(organisation),
  });
  await leaving.remove({ force: true });
  await removal;
  await expect(docker.getNetwork(networkName(organisation)).inspect()).rejects.toMatchObject({ statusCode: 404 });
});
