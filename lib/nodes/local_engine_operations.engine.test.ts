import { expect, it } from "vitest";
import { newOrganisation, newUser, useDatabase } from "@/db/testing";
import { useEngine } from "@/lib/docker/testing/engine";
import { env } from "@/lib/env";
import { readLocalEngine } from "@/lib/nodes/local_engine_operations";
import { registerNode, removeNode } from "@/lib/nodes/operations";

useDatabase();
const engine = useEngine();

it("readLocalEngine offers this machine's engine while it answers and isn’t a node", async () => {
  const administrator = await newUser({ portalAdmin: true });
  const { owner } = await newOrganisation();
  const offer = async () => readLocalEngine(administrator, {});
  env().LOCAL_ENGINE = `unix://${engine.folder}/nothing.sock`;
  expect(await offer()).toBeNull();
  env().LOCAL_ENGINE = "off";
  expect(await offer()).toBeNull();
  env().LOCAL_ENGINE = engine.address.endpoint;
  await expect(readLocalEngine(owner, {})).rejects.toMatchObject({ reason: "permission.portal" });
  const found = await offer();
  expect(found).toMatchObject({
    endpoint: engine.address.endpoint,
    tiers: ["free", "educational", "paid", "enterprise"],
  });
  if (!found) return;
  const { engineVersion: _, ...facts } = found;
  // It can be registered as offered.
  const { id } = await registerNode(administrator, { ...facts, name: "Here" });
  expect(await offer()).toBeNull();
  await removeNode(administrator, { node: id });
  expect(await offer()).toEqual(found);
  await engine.stop();
  expect(await offer()).toBeNull();
});
