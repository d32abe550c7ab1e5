import { beforeAll, expect, it } from "vitest";
import { newEnterprise, sudo, useDatabase } from "@/db/testing";
import { findContainer } from "@/lib/docker/container";
import { useEngine } from "@/lib/docker/testing/engine";
import { inside } from "@/lib/docker/testing/inside";
import { untilServing } from "@/lib/docker/testing/serving";
import { deleteFile, uploadFile } from "@/lib/files/operations";
import { measureNodes } from "@/lib/jobs/measure";
import { runServerJob } from "@/lib/jobs/server";
import { newNode } from "@/lib/nodes/testing";
import { createServer } from "@/lib/servers/create_operations";
import { deleteServer, powerServer, readServer } from "@/lib/servers/operations";
import { small } from "@/lib/servers/testing";
import { updateServer } from "@/lib/servers/update_operations";

useDatabase();
const engine = useEngine();
const mebibyte = 1_048_576;
let node: string;
beforeAll(async () => {
  node = await newNode({ endpoint: engine.address.endpoint });
});

it("data that a container writes outside /data counts, and is removed with the container if it is too much", async () => {
  const { owner, ref, organisation } = await newEnterprise();
  const docker = engine.docker();
  // An image with an anonymous volume.
  const root = await docker.importImage(`${engine.folder}/root.tar`, {
    ...{ repo: "guildhall/greedy", tag: "test" },
    changes: ["VOLUME /elsewhere", `CMD ["sh", "-c", "exec serve"]`] as never,
  });
  for await (const _ of root);
  const { id } = await createServer(owner, { ...ref, ...small({ diskMb: 16, image: "guildhall/greedy:test" }) });
  const one = { ...ref, server: id };
  const job = () =>
    runServerJob({ data: { server: id, organisationId: organisation.id }, retryCount: 0, retryLimit: 6 });
  const row = () => readServer(owner, one);
  const shell = async (script: string) => {
    const container = await findContainer(docker, id);
    return container ? inside(container, "sh", "-c", script) : "no container";
  };
  const measure = async () => {
    await sudo("update nodes set measured_at = '-infinity' where id = $1", [node]);
    await measureNodes();
  };
  const anonymous = async () =>
    ((await docker.listVolumes()).Volumes ?? []).filter(({ Name }) => !Name.startsWith("guildhall-")).length;
  await job();
  const started = await findContainer(docker, id);
  if (!started) throw new Error("It has no container.");
  await untilServing(started);
  const fill = (file: string, megabytes: number) =>
    shell(`busybox dd if=/dev/zero of=${file} bs=1048576 count=${megabytes}`);
  await shell("echo kept > /data/file");
  await fill("/layer", 4);
  await fill("/elsewhere/file", 3);
  await measure();
  const { volumeBytes } = await row();
  expect(volumeBytes).toBeGreaterThanOrEqual(7 * mebibyte + 5);
  expect(volumeBytes).toBeLessThan(8 * mebibyte);
  // Of 16 MiB, 9 are left for files.
  const content = async function* () {
    yield Buffer.alloc(10 * mebibyte);
  };
  await expect(
    uploadFile(owner, { ...one, path: "large", size: 10 * mebibyte, content: content() }),
  ).rejects.toMatchObject({ reason: "file.full" });
  expect(await anonymous()).toBe(1);
  await fill("/elsewhere/file", 14);
  await measure();
  expect(await row()).toMatchObject({ wanted: "stopped" });
  await job();
  expect(await row()).toMatchObject({
    state: "stopped",
    problem: expect.stringMatching(/^Stopped because data outside \/data/),
  });
  expect([await findContainer(docker, id), await anonymous()]).toEqual([undefined, 0]);
  await powerServer(owner, { ...one, action: "start" });
  await job();
  expect(await row()).toMatchObject({ state: "running", problem: null });
  expect(await shell("cat /data/file; cat /layer")).toMatch(/^kept\n.*No such file/s);
  // Recreating it leaves no volumes of earlier containers.
  await updateServer(owner, { ...one, environment: { NEW: "1" } });
  await job();
  expect(await anonymous()).toBe(1);
  await deleteServer(owner, one);
  await job();
  expect(await anonymous()).toBe(0);
});

it("a server whose files exceed its disk is stopped with the reason, and can start again once they fit", async () => {
  const { owner, ref, organisation } = await newEnterprise();
  const make = async () => {
    const { id } = await createServer(owner, { ...ref, ...small({ diskMb: 16 }) });
    const data = { server: id, organisationId: organisation.id };
    const job = () => runServerJob({ data, retryCount: 0, retryLimit: 6 });
    await job();
    return { one: { ...ref, server: id }, job, row: () => readServer(owner, { ...ref, server: id }) };
  };
  const [large, other] = [await make(), await make()];
  const container = await findContainer(engine.docker(), large.one.server);
  if (!container) throw new Error("It has no container.");
  await untilServing(container);
  const fill = (megabytes: number) =>
    inside(container, "busybox", "dd", "if=/dev/zero", "of=/data/filler", "bs=1048576", `count=${megabytes}`);
  const measure = async () => {
    await sudo("update nodes set measured_at = '-infinity' where id = $1", [node]);
    // Of two workers, one measures.
    await Promise.all([measureNodes(), measureNodes()]);
  };
  await fill(5);
  await measure();
  expect(await large.row()).toMatchObject({ volumeBytes: 5 * mebibyte, state: "running", wanted: "running" });
  expect(await other.row()).toMatchObject({ volumeBytes: 0, state: "running" });
  await fill(20);
  await measure();
  expect(await large.row()).toMatchObject({ volumeBytes: 20 * mebibyte, wanted: "stopped" });
  await large.job();
  expect(await large.row()).toMatchObject({
    state: "stopped",
    problem: "Stopped because its disk is full (20 of 16 MB). Delete some files or increase its disk, then start it.",
  });
  expect(await other.row()).toMatchObject({ state: "running", wanted: "running" });
  const logged = await sudo<{ details: object }>(
    "select details from audit where operation = 'server.measure' and target_id = $1",
    [large.one.server],
  );
  expect(logged).toMatchObject([{ details: { after: { action: "stop", bytes: 20 * mebibyte } } }]);
  for (const action of ["start", "restart"] as const)
    await expect(powerServer(owner, { ...large.one, action })).rejects.toMatchObject({ reason: "server.full" });
  // Deleting files takes effect at once, without waiting for the next measurement.
  await deleteFile(owner, { ...large.one, path: "filler" });
  await powerServer(owner, { ...large.one, action: "start" });
  await large.job();
  expect(await large.row()).toMatchObject({ state: "running", problem: null, volumeBytes: 0 });
});
