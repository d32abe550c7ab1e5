import { randomUUID } from "node:crypto";
import fs from "node:fs";
import { beforeAll, expect, it } from "vitest";
import { createContainer } from "@/lib/docker/container";
import { firewallScript } from "@/lib/docker/firewall";
import { busybox, useEngine } from "@/lib/docker/testing/engine";
import { inside } from "@/lib/docker/testing/inside";

const engine = useEngine();
const [mine, theirs] = [randomUUID(), randomUUID()];
/** The machine's other addresses: private, cloud metadata, public, and a resolver's. */
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

/** Whether a container can fetch a page. */
const reaches = async (address: string, at = 80) =>
  (await inside(asking as Container, "timeout", "3", "wget", "-qO-", `http://${address}:${at}/`)).includes("it works");

const closeUp = () => engine.inNetwork("sh", "-c", firewallScript(["203.0.113.5"]));

/** Every address of the machine, including its bridges. */
const machineAddresses = () =>
  [...engine.inNetwork("ip", "-o", "-4", "address").matchAll(/inet ([\d.]+)/g)]
    .map(([, address = ""]) => address)
    .filter((address) => !address.startsWith("127."));

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

it("the firewall blocks a server from its gateway, its machine's addresses and other organisations, and nothing else", async () => {
  await expect.poll(() => onMachine("127.0.0.1", 25_001), { timeout: 15_000 }).toContain("it works");
  const [{ gateway }, siblings, others] = [await addressOf(asking), await addressOf(sibling), await addressOf(other)];
  const machine = [gateway, ...addresses];
  const [at, published] = [8080, 25_002].map((port) => machine.map((address) => `${address}:${port}`));
  // Without the rules everything is open, so the checks below show what the rules close.
  expect(await reachedOf(asking as Container, at ?? [])).toEqual(at);
  for (let time = 0; time < 2; time++) closeUp();
  const places = [...(at ?? []), ...(published ?? []), `${others.own}:80`];
  expect(await reachedOf(asking as Container, places)).toEqual([]);
  expect(await reaches(siblings.own)).toBe(true);
  expect(await reaches("203.0.113.5", 53)).toBe(true);
  // Published ports still work, through the engine's proxy and from a private network.
  expect(onMachine("127.0.0.1", 25_001)).toContain("it works");
  expect(onMachine("10.1.2.3", 25_002)).toContain("it works");
  const rules = engine.inNetwork("iptables-save");
  expect(rules.split("\n").filter((line) => line.endsWith("-j GUILDHALL-FORWARD"))).toHaveLength(1);
});

it("the firewall blocks a server from portal and database on the same machine, at every address and bridge", async () => {
  // Both listen on all addresses, as they may in practice.
  const ports = [3000, 5432];
  for (const port of ports)
    engine.inNetwork("busybox", "httpd", "-p", String(port), "-h", `${engine.folder}/image/www`);
  closeUp();
  const [late, latest] = [await make(randomUUID()), await make(randomUUID())];
  const found = machineAddresses();
  // The engine’s own bridge, those of four organisations, and the machine's other addresses.
  expect(found.length).toBeGreaterThanOrEqual(5 + addresses.length);
  const gateways = [(await addressOf(other)).gateway, (await addressOf(late)).gateway];
  expect(found).toEqual(expect.arrayContaining(gateways));
  const places = found.flatMap((address) => ports.map((port) => `${address}:${port}`));
  for (const from of [asking, late] as Container[]) expect(await reachedOf(from, places)).toEqual([]);
  // The same request reaches an allowed address, so the check works.
  const [{ own }, others] = [await addressOf(sibling), await addressOf(latest)];
  expect(await reachedOf(asking as Container, [`${own}:80`, `${others.own}:80`])).toEqual([`${own}:80`]);
  expect(await reachedOf(late, [`${own}:80`, `${others.own}:80`])).toEqual([]);
});

/** The places from which a container can fetch a page; all are tried at once. */
async function reachedOf(container: Container, places: string[]): Promise<string[]> {
  const attempts = places.map((place) => `timeout 3 wget -qO- http://${place}/ >/dev/null 2>&1 && echo ${place}`);
  const text = await inside(container, "sh", "-c", `(${attempts.join(") & (")}) & wait`);
  const lines = text.split("\n");
  return places.filter((place) => lines.includes(place));
}

it("the firewall blocks UDP as well", async () => {
  const { gateway } = await addressOf(asking);
  const heard = `${engine.folder}/heard`;
  const listen = `require("dgram").createSocket("udp4").on("message", (text) => fs.appendFileSync("${heard}", text)).bind(53)`;
  engine.inNetwork("sh", "-c", `node -e '${listen}' >/dev/null 2>&1 &`);
  const ask = async (name: string) => {
    await inside(asking as Container, "timeout", "3", "busybox", "nslookup", `${name}.example`, gateway);
    return fs.existsSync(heard) && fs.readFileSync(heard, "latin1").includes(name);
  };
  engine.inNetwork("iptables", "-w", "-F", "GUILDHALL-INPUT");
  // The listener takes a moment to start.
  await expect.poll(() => ask("open"), { timeout: 15_000 }).toBe(true);
  closeUp();
  expect(await ask("shut")).toBe(false);
});

it("a server has no other way out: no IPv6, no raw packets, and no names of other organisations’ servers", async () => {
  closeUp();
  const run = (...command: string[]) => inside(asking as Container, ...command);
  expect(await run("cat", "/proc/net/if_inet6")).not.toMatch(/eth0/);
  const nameOf = async (container: Container | undefined) => (await container?.inspect())?.Name.slice(1) ?? "";
  expect(await reaches(await nameOf(sibling))).toBe(true);
  expect(await reaches(await nameOf(other))).toBe(false);
  // With a raw socket it could impersonate others on its bridge.
  expect(await run("busybox", "ping", "-c", "1", "-W", "1", "127.0.0.1")).toMatch(/permission denied|not permitted/i);
});
