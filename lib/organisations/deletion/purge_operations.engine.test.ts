import { beforeAll, expect, it } from "vitest";
import { sudo, useDatabase } from "@/db/testing";
import { makeBackup } from "@/lib/backups/operations";
import { findContainer } from "@/lib/docker/container";
import { networkName, serverLabel } from "@/lib/docker/names";
import { useEngine } from "@/lib/docker/testing/engine";
import { runBackupJob } from "@/lib/jobs/backup";
import { purgeOrganisations } from "@/lib/jobs/purges";
import { runServerJob } from "@/lib/jobs/server";
import { newNode } from "@/lib/nodes/testing";
import {
  deleteOrganisation,
  purgeOrganisation,
  readDeleted,
  restoreOrganisation,
} from "@/lib/organisations/deletion/operations";
import { twoOwned } from "@/lib/organisations/deletion/testing";
import { createServer } from "@/lib/servers/create_operations";
import { powerServer, readServer } from "@/lib/servers/operations";
import { small } from "@/lib/servers/testing";

useDatabase();
const engine = useEngine();
let node: string;
beforeAll(async () => {
  node = await newNode({ endpoint: engine.address.endpoint });
});

it("an organisation’s servers stop when it is deleted, are as before when it is restored, and a purge leaves nothing on its nodes", async () => {
  const { first, owner } = await twoOwned();
  const { id: organisationId, handle } = first.organisation;
  const ref = { organisation: organisationId };
  const job = (server: string, last = false) =>
    runServerJob({ data: { server, organisationId }, retryCount: last ? 6 : 0, retryLimit: 6 });
  const { id: server } = await createServer(owner, { ...ref, ...small(), nodeId: node });
  await job(server);
  const { id: backup } = await makeBackup(owner, { ...ref, server });
  await runBackupJob({ data: { backup, organisationId }, retryCount: 0, retryLimit: 6 });
  const running = async () => (await (await findContainer(engine.docker(), server))?.inspect())?.State.Running;
  const volumes = async () => {
    const found = await engine.docker().listVolumes({ filters: { label: [`${serverLabel}=${server}`] } });
    return found.Volumes?.length ?? 0;
  };
  const networks = async () =>
    (await engine.docker().listNetworks()).filter(({ Name }) => Name === networkName(organisationId)).length;
  expect([await running(), await volumes(), await networks()]).toEqual([true, 2, 1]);

  await deleteOrganisation(owner, { ...ref, confirm: handle });
  await job(server);
  expect([await running(), await volumes()]).toEqual([false, 2]);
  await restoreOrganisation(owner, ref);
  expect(await readServer(owner, { ...ref, server })).toMatchObject({ state: "stopped" });
  await powerServer(owner, { ...ref, server, action: "start" });
  await job(server);
  expect(await running()).toBe(true);

  // Another node dies, with a server on it.
  const dead = await newNode();
  const { id: lost } = await createServer(owner, { ...ref, ...small(), nodeId: dead });
  await deleteOrganisation(owner, { ...ref, confirm: handle });
  await purgeOrganisation(owner, { ...ref, confirm: handle });
  await purgeOrganisations();
  await job(server);
  expect([await running(), await volumes(), await networks()]).toEqual([undefined, 0, 0]);
  await job(lost, true);
  await purgeOrganisations();
  expect(await readDeleted(owner, ref)).toMatchObject({
    state: "purging",
    left: { servers: 1, backups: 0, waiting: [{ problem: expect.stringMatching(/\w/) }] },
  });

  await sudo("update nodes set endpoint = $2 where id = $1", [dead, engine.address.endpoint]);
  await job(lost);
  await purgeOrganisations();
  expect(await readDeleted(owner, ref)).toMatchObject({ state: "purged" });
  expect(await sudo("select from servers where organisation_id = $1", [organisationId])).toEqual([]);
}, 120_000);
