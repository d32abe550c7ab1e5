import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { createContainer } from "@/lib/docker/container";
import { firewallScript } from "@/lib/docker/firewall";
import { busybox, useEngine } from "@/lib/docker/testing/engine";
import { inside } from "@/lib/docker/testing/inside";

const engine = useEngine();
const [mine, theirs] = [randomUUID(), randomUUID()];
/** The machine's other addresses: private, its cloud's metadata, public, and a resolver's. */
const addresses = ["10.1.2.3", "169.254.169.254", "192.168.77.1", "203.0.113.5"];

type Container = Awaited<ReturnType<typeof createContainer>>;
let [asking, sibling, other]: Container[] = [];
let port = 25_000;

async function make(organisationId: string): Promise<Container> {
  const made = await createContainer(engine.docker(), {
    ...{ id: randomUUID(), organisationId, nodeId: randomUUID(), image: busybox, environment: {} },
    ...{ memoryMb: 64, cores: 0.5, ports: [{ port: 80, protocol: "tcp" as const, hostPort: port++ }] },
  });
  await made.start();
  return made;
}

async function addressOf(container: Container | undefined) {
  const networks = (await container?.inspect())?.NetworkSettings.Networks ?? {};
  const [found] = Object.values(networks);
  return { own: found?.IPAddress ?? "", gateway: found?.Gateway ?? "" };
}

/** Whether a page can be fetched from inside the asking container. */
const reaches = async (address: string, at = 80) =>
  (await inside(asking as Container, "timeout", "3", "wget", "-qO-", `http://${address}:${at}/`)).includes("it works");

const onMachine = (address: string, at: number) =>
  engine.inNetwork("busybox", "sh", "-c", `busybox timeout 3 busybox wget -qO- http://${address}:${at}/ || true`);

beforeAll(async () => {
  [asking, sibling, other] = [await make(mine), await make(mine), await make(theirs)];
  engine.inNetwork("ip", "link", "add", "cloud", "type", "bridge");
  engine.inNetwork("ip", "link", "set", "cloud", "up");
  for (const address of addresses) engine.inNetwork("ip", "address", "add", `${address}/32`, "dev", "cloud");
  engine.inNetwork("busybox", "httpd", "-p", "8080", "-h", `${engine.folder}/image/www`);
  engine.inNetwork("busybox", "httpd", "-p", "203.0.113.5:53", "-h", `${engine.folder}/image/www`);
});

it("keeps a server from its gateway, its machine's addresses and other organisations, and from nothing else", async () => {
  await expect.poll(() => onMachine("127.0.0.1", 25_001), { timeout: 15_000 }).toContain("it works");
  const [{ gateway }, siblings, others] = [await addressOf(asking), await addressOf(sibling), await addressOf(other)];
  const machine = [gateway, ...addresses];
  // Without the rules the machine is open to its servers: what is closed below was open before.
  for (const address of machine) expect([address, await reaches(address, 8080)]).toEqual([address, true]);
  const script = firewallScript(["203.0.113.5"]);
  for (let time = 0; time < 2; time++) engine.inNetwork("sh", "-c", script);
  for (const address of machine) expect([address, await reaches(address, 8080)]).toEqual([address, false]);
  expect(await reaches(others.own)).toBe(false);
  for (const address of machine) expect([address, await reaches(address, 25_002)]).toEqual([address, false]);
  expect(await reaches(siblings.own)).toBe(true);
  expect(await reaches("203.0.113.5", 53)).toBe(true);
  // People come in as before, by the engine's proxy and from a private network.
  expect(onMachine("127.0.0.1", 25_001)).toContain("it works");
  expect(onMachine("10.1.2.3", 25_002)).toContain("it works");
  const rules = engine.inNetwork("iptables-save");
  expect(rules.split("\n").filter((line) => line.endsWith("-j GUILDHALL-FORWARD"))).toHaveLength(1);
});
