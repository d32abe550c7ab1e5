import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { newEnterprise, sudo, useDatabase } from "@/db/testing";
import { createContainer } from "@/lib/docker/container";
import { helperLabel, volumeName } from "@/lib/docker/names";
import { busybox, useEngine } from "@/lib/docker/testing/engine";
import { cleanNode, cleanNodes } from "@/lib/jobs/cleanup";
import { runServerJob } from "@/lib/jobs/server";
import { listCleanups, setCleanup } from "@/lib/nodes/cleanup_operations";
import { newNode } from "@/lib/nodes/testing";
import { createServer } from "@/lib/servers/create_operations";
import { small } from "@/lib/servers/testing";

useDatabase();
const engine = useEngine();

it("a clean-up removes unused data, and nothing of existing servers, other portals or the machine's owner", async () => {
  const docker = engine.docker();
  const { owner, ref, organisation } = await newEnterprise();
  const node = await newNode({ endpoint: engine.address.endpoint });
  await sudo("update nodes set dedicated_to = $1 where id = $2", [organisation.id, node]);
  const { id: living } = await createServer(owner, { ...ref, ...small() });
  const data = { server: living, organisationId: organisation.id };
  await runServerJob({ data, retryCount: 0, retryLimit: 6 });

  // Images: one in use, one unused, one that this portal never fetched, and one with a second name.
  const images = ["used:1", "unused:1", "owners:1", "shared:1"].map((name) => `guildhall/${name}`);
  for (const [place, image] of images.entries()) {
    const [repo = "", tag = ""] = image.split(":");
    const made = await docker.createContainer({ Image: busybox, Cmd: [`${place}`] });
    await made.commit({ repo, tag, comment: image });
    await made.remove();
  }
  const idOf = async (image: string) => (await docker.getImage(image).inspect()).Id;
  await docker.getImage("guildhall/shared:1").tag({ repo: "guildhall/owners-name", tag: "1" });
  for (const image of [images[0], images[1], images[3]] as string[])
    await sudo(
      "insert into node_images (node_id, image_id, reference, fetched_at) values ($1, $2, $3, now() - interval '2 hours')",
      [node, await idOf(image), image],
    );
  await sudo("update servers set image = 'guildhall/used:1' where id = $1", [living]);

  // Containers and volumes: our own leftovers, and those of others.
  const plan = {
    organisationId: organisation.id,
    image: busybox,
    environment: {},
    memoryMb: 64,
    cores: 0.1,
    ports: [],
  };
  const [stray, foreign] = [randomUUID(), randomUUID()];
  await createContainer(docker, { ...plan, id: stray, nodeId: node });
  await createContainer(docker, { ...plan, id: foreign, nodeId: randomUUID() });
  const owners = await docker.createContainer({ Image: busybox, name: "owners" });
  await docker.createVolume({ Name: "owners-volume" });
  await docker.createContainer({ Image: busybox, name: "helper", Labels: { [helperLabel]: node } });

  await setCleanup(owner, { ...ref, node, policy: "daily" });
  // With the real age limit, everything is too new to count as a leftover.
  await cleanNodes();
  const names = async () => (await docker.listContainers({ all: true })).map(({ Names }) => Names[0]);
  const volumes = async () => ((await docker.listVolumes()).Volumes ?? []).map(({ Name }) => Name);
  expect(await names()).toContain("/helper");
  expect(await volumes()).toContain(volumeName(stray));
  const exists = (image: string) => idOf(image).then(Boolean, () => false);
  expect(await Promise.all([...images, "guildhall/owners-name:1"].map(exists))).toEqual([
    true,
    false,
    true,
    false,
    true,
  ]);
  const [first] = await listCleanups(owner, ref);
  expect(first).toMatchObject({ policy: "daily", dedicated: true, problem: null });
  expect(first?.lastAt).not.toBeNull();
  expect((first?.nextAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(23 * 3_600_000);

  await cleanNode({ id: node, engine: engine.address }, 0);
  expect((await names()).sort()).toEqual([`/guildhall-${foreign}`, `/guildhall-${living}`, "/owners"].sort());
  expect((await volumes()).sort()).toEqual([volumeName(living), volumeName(foreign), "owners-volume"].sort());
  expect((await owners.inspect()).Id).toBe(owners.id);
  const logged = await sudo<{ details: object }>(
    "select details from audit where operation = 'node.noteCleanup' and organisation_id = $1",
    [organisation.id],
  );
  expect(logged.length).toBeGreaterThan(0);

  await engine.stop();
  await cleanNode({ id: node, engine: engine.address }, 0);
  expect((await listCleanups(owner, ref))[0]?.problem).toBeTruthy();
  await engine.start();
});
