import { randomBytes } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newEnterprise, sudo, useDatabase } from "@/db/testing";
import { freePort } from "@/e2e/support/application";
import { ensureImage } from "@/lib/docker/images/image";
import { pullWords } from "@/lib/docker/images/pull";
import { engineProblem } from "@/lib/docker/problem";
import { makeEngine } from "@/lib/docker/testing/engine";
import { startRegistry } from "@/lib/docker/testing/registry";
import { runServerJob } from "@/lib/jobs/server";
import { systemCaller } from "@/lib/kernel/actor";
import { newNode } from "@/lib/nodes/testing";
import { changeRegistries } from "@/lib/portal/settings_operations";
import { createServer } from "@/lib/servers/create_operations";
import { readServer } from "@/lib/servers/operations";
import { small } from "@/lib/servers/testing";

useDatabase();

/** This engine uses the machine's network, where the registry is. */
let engine: ReturnType<typeof makeEngine>;
let registry: Awaited<ReturnType<typeof startRegistry>>;
/** A service that a node can reach but members must not: it records requests, and answers as instructed. */
let asked: string[] = [];
interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}
let answer: Answer;
const neighbour = http.createServer(({ url = "" }, response) => {
  asked.push(url);
  response.writeHead(answer.status, answer.headers).end(answer.body);
});
let inside: string;
beforeAll(async () => {
  engine = makeEngine({ tcp: await freePort() });
  await engine.open();
  registry = await startRegistry(randomBytes(4_000_000), { pieces: 20, pauseMs: 100 });
  await new Promise<void>((ready) => neighbour.listen(0, "127.0.0.1", ready));
  inside = `127.0.0.1:${(neighbour.address() as AddressInfo).port}`;
}, 90_000);
afterAll(async () => {
  registry?.stop();
  neighbour.close();
  await engine?.close();
});

const problemOf = (image: string, more = {}) =>
  ensureImage(engine.docker(), image, more).then(() => "none", engineProblem);

describe("an image", () => {
  it("an image that is too large isn’t fetched completely, with the reason", async () => {
    expect(await problemOf(registry.image("1"), { most: 1_000_000 })).toBe(pullWords.large);
    expect(await engine.docker().listImages({ filters: { reference: [registry.image("1")] } })).toEqual([]);
  });

  it("is fetched from a registry with progress, and not again once it is there", async () => {
    const reported: number[] = [];
    const docker = engine.docker();
    const tell = (percent: number) => reported.push(percent);
    const id = await ensureImage(docker, registry.image("1"), { tell });
    expect(id).toBe((await docker.getImage(registry.image("1")).inspect()).Id);
    expect(reported.filter((percent) => percent > 0 && percent < 50).length, `${reported}`).toBeGreaterThan(2);
    expect(reported).toEqual([...reported].sort((a, b) => a - b));
    const judge = () => Promise.reject(new Error("judged"));
    expect(await ensureImage(docker, registry.image("1"), { judge })).toBeNull();
    await expect(ensureImage(docker, registry.image("2"), { judge })).rejects.toThrow("judged");
  });

  it("an image that can’t be fetched is reported in our own words, whatever engine and registry say", async () => {
    expect(await problemOf(registry.image("2"))).toBe(pullWords.missing);
    const secret = "<title>Router of the house</title> 192.168.7.1";
    const reported = [];
    const answers: Answer[] = [
      { status: 200, body: secret },
      { status: 401, body: secret },
      { status: 403, body: JSON.stringify({ errors: [{ code: "DENIED", message: secret }] }) },
      { status: 404, body: JSON.stringify({ errors: [{ code: "NAME_UNKNOWN", message: secret }] }) },
      { status: 429, body: JSON.stringify({ errors: [{ code: "TOOMANYREQUESTS", message: secret }] }) },
      { status: 500, body: secret },
      { status: 401, headers: { "www-authenticate": `Bearer realm="http://${inside}/${encodeURI(secret)}"` } },
      { status: 302, headers: { location: `http://${inside}/${encodeURI(secret)}` } },
      { status: 302, headers: { location: "gopher://169.254.169.254/latest" } },
    ];
    for (answer of answers) reported.push(await problemOf(`${inside}/x:1`));
    for (const words of reported) expect(Object.values(pullWords)).toContain(words);
    expect(reported.join()).not.toMatch(/Router|192|169/);
    expect(await problemOf("127.0.0.1:1/x:1")).toBe(pullWords.away);
  });
});

describe("a server created from an image on the node’s own network", () => {
  const broken = { retryCount: 0, retryLimit: 6 };
  async function made(image: string) {
    const { owner, ref, organisation } = await newEnterprise();
    await newNode({ endpoint: engine.address.endpoint });
    const { id } = await createServer(owner, { ...ref, ...small() });
    await sudo("update servers set image = $2 where id = $1", [id, image]);
    asked = [];
    answer = { status: 200, body: "{}" };
    await runServerJob({ data: { server: id, organisationId: organisation.id }, ...broken });
    return readServer(owner, { ...ref, server: id });
  }

  it("is refused before any request, even if its registry is allowed by name", async () => {
    const refused = await made(`${inside}/x:1`);
    expect(refused).toMatchObject({
      state: "failed",
      problem: expect.stringMatching(/^Only images from docker\.io, /),
    });
    await sudo("insert into image_registries values ($1), ('localhost')", [inside]);
    for (const image of [`${inside}/x:1`, "localhost/x:1"])
      expect(await made(image)).toMatchObject({ state: "failed", problem: expect.stringMatching(/private address/) });
    expect(asked).toEqual([]);
    await changeRegistries(systemCaller("test"), { imageRegistries: [] });
  });
});
