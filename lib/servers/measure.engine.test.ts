import { expect, it } from "vitest";
import { newEnterprise, sudo, useDatabase } from "@/db/testing";
import { findContainer } from "@/lib/docker/container";
import { useEngine } from "@/lib/docker/testing/engine";
import { inside } from "@/lib/docker/testing/inside";
import { untilServing } from "@/lib/docker/testing/serving";
import { deleteFile } from "@/lib/files/operations";
import { measureNodes } from "@/lib/jobs/measure";
import { runServerJob } from "@/lib/jobs/server";
import { newNode } from "@/lib/nodes/testing";
import { createServer } from "@/lib/servers/create";
import { powerServer, readServer } from "@/lib/servers/operations";
import { small } from "@/lib/servers/testing";

useDatabase();
const engine = useEngine();
const mebibyte = 1_048_576;

it("a server whose files take more than its disk is stopped with the reason, and starts again once they fit", async () => {
  const node = await newNode({ endpoint: engine.address.endpoint });
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
    // Two workers at once: one of them measures.
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
    problem: "Its files take 20 of 16 MB, so it was stopped. Delete some files, or raise its disk, then start it.",
  });
  expect(await other.row()).toMatchObject({ state: "running", wanted: "running" });
  const logged = await sudo<{ details: object }>(
    "select details from audit where operation = 'server.measure' and target_id = $1",
    [large.one.server],
  );
  expect(logged).toMatchObject([{ details: { after: { action: "stop", bytes: 20 * mebibyte } } }]);
  for (const action of ["start", "restart"] as const)
    await expect(powerServer(owner, { ...large.one, action })).rejects.toMatchObject({ reason: "server.full" });
  // Deleting counts at once: nobody waits for the next measurement.
  await deleteFile(owner, { ...large.one, path: "filler" });
  await powerServer(owner, { ...large.one, action: "start" });
  await large.job();
  expect(await large.row()).toMatchObject({ state: "running", problem: null, volumeBytes: 0 });
});
