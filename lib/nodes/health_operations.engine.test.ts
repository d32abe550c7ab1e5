import { beforeAll, describe, expect, it } from "vitest";
import { newUser, type SignedIn, sudo, useDatabase } from "@/db/testing";
import { useEngine } from "@/lib/docker/testing/engine";
import { checkNodes } from "@/lib/jobs/nodes";
import { systemCaller } from "@/lib/kernel/actor";
import { readNode, registerNode, updateNode } from "@/lib/nodes/operations";
import { addNode, showNodes } from "@/scripts/admin/nodes";

useDatabase();
const port = 30_000 + (process.pid % 1_000);
const engine = useEngine({ tcp: port });

let admin: SignedIn;
const machine = { tiers: ["free" as const], memoryMb: 8192, cores: 4, publicAddress: "node1.example.org" };
const remote = () => ({ endpoint: `tcp://127.0.0.1:${port}`, credentials: engine.certificates().client });
const due = () => sudo("update nodes set checked_at = now() - interval '1 minute'");
const operations = async () =>
  (await sudo<{ operation: string }>("select operation from audit where chain = 'portal' order by seq")).map(
    ({ operation }) => operation,
  );

beforeAll(async () => {
  admin = await newUser({ portalAdmin: true });
});

describe("a node with an engine", () => {
  it("is registered by socket, or by TCP with certificates that are stored encrypted", async () => {
    const local = await registerNode(admin, { ...machine, name: "Local", endpoint: engine.address.endpoint });
    expect(local).toMatchObject({ healthy: true, diskMb: 102_400, firstPort: 25_000, lastPort: 25_999 });
    expect(local.engineVersion).toMatch(/^\d/);
    const far = await registerNode(admin, { ...machine, ...remote(), name: "Far" });
    const [row] = await sudo<{ credentials: Buffer }>("select credentials from nodes where id = $1", [far.id]);
    expect(row?.credentials.length).toBeGreaterThan(1_000);
    expect(row?.credentials.includes("PRIVATE KEY")).toBe(false);
    const log = JSON.stringify(await sudo("select details from audit where operation like 'node.%'"));
    expect(log).not.toContain("BEGIN");
    await expect(
      registerNode(admin, { ...machine, name: "local", endpoint: engine.address.endpoint }),
    ).rejects.toMatchObject({ reason: "node.taken" });
    await expect(
      registerNode(admin, { ...machine, ...remote(), credentials: engine.certificates().stranger, name: "Stranger" }),
    ).rejects.toMatchObject({ reason: "node.unreachable" });
    await updateNode(admin, { node: local.id, ...remote() });
    expect(await readNode(admin, { node: local.id })).toMatchObject({ endpoint: remote().endpoint, healthy: true });
  });

  it("is registered from the command line, with certificates from files", async () => {
    const caller = systemCaller("command line");
    const options = { memory: "2048", cores: "1.5", tiers: "free, paid" };
    const { lines, data } = await addNode(caller, { ...options, name: "By hand", endpoint: engine.address.endpoint });
    expect(lines[0]).toMatch(/^By hand accepts servers/);
    expect(data).toMatchObject({ memoryMb: 2048, cores: 1.5, tiers: ["free", "paid"], publicAddress: "127.0.0.1" });
    const file = (name: string) => `${engine.folder}/${name}`;
    const files = { ca: file("ca.pem"), cert: file("client.pem"), key: file("client.key") };
    const more = { ...files, ports: "26000-26010", "max-servers": "3", disk: "1024" };
    const far = await addNode(caller, { ...options, ...more, name: "By hand, far", endpoint: remote().endpoint });
    expect(far.data).toMatchObject({ publicAddress: "127.0.0.1", lastPort: 26_010, maxServers: 3, diskMb: 1024 });
    expect((await showNodes(caller)).lines).toContain("By hand  open, healthy  0 of 2048 MiB, 0 servers");
    await expect(
      addNode(caller, { ...options, name: "No file", endpoint: "x", ...files, key: "/nothing" }),
    ).rejects.toThrow("/nothing can’t be read (ENOENT).");
  });

  it("becomes unhealthy at the second missed check, with the reason, and recovers; each is logged once", async () => {
    await sudo("delete from nodes");
    const logged = await operations();
    const { id } = await registerNode(admin, { ...machine, name: "Sick", endpoint: engine.address.endpoint });
    await due();
    await Promise.all([checkNodes(), checkNodes(), checkNodes()]);
    expect(await readNode(admin, { node: id })).toMatchObject({ healthy: true, problem: null });
    await engine.stop();
    await due();
    // Checks by three processes at once count as one miss, not three.
    await Promise.all([checkNodes(), checkNodes(), checkNodes()]);
    expect(await readNode(admin, { node: id })).toMatchObject({ healthy: true, problem: expect.any(String) });
    await checkNodes();
    expect(await readNode(admin, { node: id })).toMatchObject({ healthy: true });
    await due();
    await checkNodes();
    const ill = await readNode(admin, { node: id });
    expect(ill.healthy).toBe(false);
    expect(ill.problem).toMatch(/^(No socket|Connection refused)/);
    await due();
    await checkNodes();
    await engine.start();
    await due();
    await checkNodes();
    expect(await readNode(admin, { node: id })).toMatchObject({ healthy: true, problem: null });
    const changes = (await operations()).slice(logged.length);
    expect(changes).toEqual(["node.register", "node.noteHealth", "node.noteHealth"]);
  });
});
