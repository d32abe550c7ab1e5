import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort } from "@/e2e/support/application";
import { ensureImage } from "@/lib/docker/image";
import { makeEngine } from "@/lib/docker/testing/engine";
import { startRegistry } from "@/lib/docker/testing/registry";

/** On the machine's own network, where the registry is. */
let engine: ReturnType<typeof makeEngine>;
let registry: Awaited<ReturnType<typeof startRegistry>>;
beforeAll(async () => {
  engine = makeEngine({ tcp: await freePort() });
  await engine.open();
  registry = await startRegistry(randomBytes(4_000_000), { pieces: 20, pauseMs: 150 });
}, 90_000);
afterAll(async () => {
  registry?.stop();
  await engine?.close();
});

it("fetches an image from a registry and tells how far it is; one that is there isn't asked for again", async () => {
  const told: number[] = [];
  const docker = engine.docker();
  const id = await ensureImage(docker, registry.image("1"), (percent) => told.push(percent));
  expect(id).toBe((await docker.getImage(registry.image("1")).inspect()).Id);
  expect(told.filter((percent) => percent > 0 && percent < 50).length, `${told}`).toBeGreaterThan(2);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(await ensureImage(docker, registry.image("1"), () => {})).toBeNull();
});

it("says of an image that the registry doesn't have that there is none", async () => {
  await expect(ensureImage(engine.docker(), registry.image("2"), () => {})).rejects.toThrow(/not found|unknown/);
});
