import { describe, expect, it } from "vitest";
import { useDatabase } from "@/db/testing";
import { type Credentials, connect, readEngine } from "@/lib/docker/engine";
import { engineProblem } from "@/lib/docker/problem";
import { busybox, useEngine } from "@/lib/docker/testing/engine";

// Engine errors are logged, and the logger needs the settings.
useDatabase();

const problemOf = (endpoint: string, credentials: Credentials | null = null) =>
  readEngine({ endpoint, credentials }).then(() => "none", engineProblem);

describe("an engine on a socket", () => {
  const engine = useEngine();

  it("reports its version and size", async () => {
    const facts = await readEngine(engine.address);
    expect(facts.version).toMatch(/^\d+\.\d+/);
    expect(facts.cores).toBeGreaterThan(0);
    expect(facts.memoryMib).toBeGreaterThan(100);
  });

  it("has an imported image, and runs it", async () => {
    const [output] = (await engine.docker().run(busybox, ["echo", "hello"], process.stderr)) as [
      { StatusCode: number },
    ];
    expect(output.StatusCode).toBe(0);
  });

  it("is reported as unreachable with the reason", async () => {
    expect(await problemOf(`unix://${engine.folder}/nothing.sock`)).toBe("No socket at this path.");
    expect(await problemOf("tcp://127.0.0.1:1")).toBe("Connection refused: nothing is listening at this address.");
    await engine.stop();
    expect(await problemOf(engine.address.endpoint)).not.toBe("none");
    await engine.start();
    expect(await problemOf(engine.address.endpoint)).toBe("none");
  });
});

describe("an engine on TCP", () => {
  const port = 20_000 + (process.pid % 10_000);
  const engine = useEngine({ tcp: port });
  const endpoint = `tcp://127.0.0.1:${port}`;

  it("answers a client with a valid certificate", async () => {
    const { client } = engine.certificates();
    expect(await problemOf(endpoint, client)).toBe("none");
    expect(await connect({ endpoint, credentials: client }).listImages()).toHaveLength(1);
  });

  it("refuses a certificate from another CA, and is refused if its own is from another CA", async () => {
    const { client, stranger } = engine.certificates();
    for (const credentials of [stranger, { ...client, ca: stranger.cert }, { ...client, key: "nonsense" }, null])
      expect(await problemOf(endpoint, credentials)).toMatch(/^Invalid certificates/);
  });
});
