import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { both, countArriving, knock, sendAllThroughTunnel, tryPlaces } from "./attack";
import { openFlow } from "./flow";
import { at, at6 } from "./hosts";
import { browserFile } from "./page";
import { local, startServices } from "./services";
import { tracesOf } from "./traces";
import { openWorld, type World } from "./world";

const programs = [
  "/usr/bin/wireguard-go",
  "/usr/bin/wg-quick",
  "/usr/sbin/nft",
  "/usr/bin/iperf3",
  "/usr/sbin/conntrack",
];
const isReady = process.getuid?.() === 0 && [...programs, browserFile ?? "/"].every((file) => fs.existsSync(file));
/** Real WireGuard and nftables: a portal, its gateway's program, and devices, each in namespaces of its own. */
const tunnel = (rule: string, test: () => Promise<void>) => it.skipIf(!isReady)(`${rule} (with wireguard-go)`, test);

const { plain, kept, web, speed, quiet, hidden } = local;
const [gate, gate6] = [at("player", 1), at6("player", 1)];
const ends: (() => void | Promise<void>)[] = [];
type Device = Awaited<ReturnType<World["enrolByPage"]>>;

let world: World;
let device: Awaited<ReturnType<World["enrol"]>>;
let second: Device;
let foreign: Device;
const ports: Record<string, { id: string; publicPort: number }> = {};
function publicPort(name: string): number {
  const port = ports[name];
  if (!port) throw new Error(`the port ${name} wasn’t opened`);
  return port.publicPort;
}
/** Over which protocols a player gets an answer there. */
async function answersAt(name: string) {
  const given = { address: gate, port: publicPort(name) };
  const asked = (["tcp", "udp"] as const).map(async (protocol) =>
    (await knock(world.hosts.player, { protocol, ...given })) === null ? [] : [protocol],
  );
  return (await Promise.all(asked)).flat();
}
const isOpen = async (name: string) => (await answersAt(name)).length === 2;
const peers = () => world.hosts.gateway.run("wg", "show", "guildhall", "peers");

beforeAll(async () => {
  if (!isReady) return;
  world = await openWorld((end) => ends.push(end));
  const { hosts, enrol, enrolByPage, open } = world;
  device = await enrol("device", "adas", true);
  foreign = await enrolByPage("foreign", "graces");
  await startServices(hosts);
  ports.plain = await open(device, plain);
  ports.kept = await open(device, kept, true);
  ports.web = await open(device, web);
  ports.speed = await open(device, speed);
  ports.quiet = await open(device, quiet);
  ports.foreign = await open(foreign, plain);
  // Three programs begin here, one after the other: it ends only one that hangs.
}, 480_000);
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

tunnel("a device without a browser is enrolled by the portal’s script, once somebody approves its code", async () => {
  const { hosts, port, ask, until, gateway, secrets, open } = world;
  const host = hosts.second;
  const line = `curl -fsS http://127.0.0.1:${port}/api/tunnel/install.sh | sh`;
  await host.start("install", ["sh", "-c", line], { GUILDHALL_NAME: "second", GUILDHALL_START: "1" });
  const code = () => /Code {9}(\S+)/.exec(host.output("install"))?.[1];
  await until("the script shows a code", () => code() !== undefined);
  const approved = { userCode: code(), organisationId: "adas", gatewayId: gateway.id };
  const found = await ask<Device>("POST /tunnel/device/approve", approved);
  second = { ...found, path: `/organisations/adas/tunnel-devices/${found.id}` };
  await until("the script ends", () => host.ended("install") !== undefined);
  expect(host.output("install")).toContain("Connected. Open its ports in the portal.");
  const written = fs.readFileSync(path.join(host.folder, "wireguard/guildhall.conf"), "utf8");
  const [, privateKey = ""] = /PrivateKey = (\S+)/.exec(written) ?? [];
  expect(privateKey).toHaveLength(44);
  expect(host.output("install")).not.toContain(privateKey);
  secrets.push(privateKey);
  ports.second = await open(second, plain);
  await until("the second device answers", () => isOpen("second"));
});

tunnel("a published port is reached over TCP and UDP, IPv4 and IPv6; kept addresses show who is knocking", async () => {
  const { hosts, until } = world;
  const { gatewayAddress, gatewayAddress6 } = device.configuration;
  const families = [
    { address: gate, gateway: gatewayAddress, player: at("player") },
    { address: gate6, gateway: gatewayAddress6, player: at6("player") },
  ];
  await until("both devices answer", async () => (await isOpen("kept")) && (await isOpen("foreign")));
  for (const { address, gateway, player } of families) {
    for (const protocol of ["tcp", "udp"] as const) {
      const seen = (name: string) => knock(hosts.player, { protocol, address, port: publicPort(name) });
      expect([await seen("plain"), await seen("foreign"), await seen("kept")]).toEqual([gateway, gateway, player]);
    }
    const host = address.includes(":") ? `[${address}]` : address;
    const url = `http://${host}:${publicPort("web")}/`;
    expect(await hosts.player.ask("fetch", { url })).toBe(gateway);
  }
});

tunnel("iperf3 gets its bytes through", async () => {
  const words = ["-c", gate, "-p", String(publicPort("speed")), "-t", "3", "--json"];
  const { end } = JSON.parse(await world.hosts.player.run("iperf3", ...words));
  const mbit = end.sum_received.bits_per_second / 1e6;
  const { implementation } = await world.administer<{ implementation: string }>(
    `GET /tunnel-gateways/${world.gateway.id}`,
  );
  process.stdout.write(`iperf3 through the tunnel (${implementation}): ${mbit.toFixed(0)} Mbit/s\n`);
  expect(mbit).toBeGreaterThan(1);
});

tunnel("a device reaches nothing but those who knock", async () => {
  const { hosts } = world;
  const { gatewayAddress, gatewayAddress6 } = device.configuration;
  await sendAllThroughTunnel(hosts.device, device);
  await sendAllThroughTunnel(hosts.second, second);
  const public_ = [gate, gate6] as const;
  const inTunnel = [gatewayAddress, gatewayAddress6] as const;
  const of = ({ address, address6 }: Device) => [address, address6] as const;
  const through = (name: string) => ({ host: hosts.player, to: public_, port: publicPort(name) });
  const places = [
    {
      name: "the gateway in the tunnel",
      to: inTunnel,
      port: plain,
      known: { host: hosts.player, to: inTunnel, port: plain },
    },
    { name: "the gateway’s public address", to: public_, port: plain },
    { name: "the gateway beside the tunnel", to: both("device", 1), port: plain },
    { name: "the gateway in its own network", to: both("inner", 1), port: plain },
    { name: "PostgreSQL", to: public_, port: 5_432, protocols: ["postgres"] as const },
    { name: "the network behind the gateway", to: both("inner"), port: plain },
    { name: "the internet", to: both("internet"), port: plain },
    { name: "a player", to: both("player"), port: plain },
    { name: "its organisation’s public port", to: public_, port: publicPort("second") },
    { name: "another organisation’s public port", to: public_, port: publicPort("foreign") },
    { name: "another organisation’s device", to: of(foreign), port: plain, known: through("foreign") },
  ];
  const ofDevice = { name: "its organisation’s other device", to: of(second), port: plain, known: through("second") };
  const ofSecond = { name: "its organisation’s other device", to: of(device), port: plain, known: through("plain") };
  const outcomes = [
    ...(await tryPlaces(hosts.device, device, [...places, ofDevice])),
    ...(await tryPlaces(hosts.second, second, [...places, ofSecond])),
  ];
  expect(outcomes).toEqual(outcomes.map(([place]) => [place, null, true]));
  const heard = await Promise.all(Object.values(hosts).map((host) => host.ask<string[]>("heard")));
  expect(heard.flat()).toContain(at("device"));
  expect(heard.flat().filter((address) => [...of(device), ...of(second)].includes(address))).toEqual([]);

  // As if it were an answer from its published service.
  const answers = [at("player"), at6("player")].flatMap((address, family) =>
    (["tcp", "udp"] as const).map(async (protocol) => {
      const given = { protocol, address, port: plain, fromPort: quiet };
      const inside = await knock(hosts.device, { ...given, from: of(device)[family] });
      return [inside, await knock(hosts.device, { ...given, from: both("device")[family] })];
    }),
  );
  for (const [inside, outside] of await Promise.all(answers))
    expect([inside, outside]).toEqual([null, expect.any(String)]);
});

tunnel("a device’s packets have its own address, or are dropped", async () => {
  const { hosts } = world;
  const arriving = (source: string) =>
    countArriving(hosts.device, hosts.gateway, source, device.configuration.gatewayAddress, plain);
  expect(await arriving(device.address)).toBeGreaterThan(0);
  for (const source of [foreign.address, at("player")]) {
    await hosts.device.run("ip", "address", "add", `${source}/32`, "dev", "guildhall");
    await hosts.device.run("ip", "rule", "add", "from", source, "table", "99");
    expect([source, await arriving(source)]).toEqual([source, 0]);
    await hosts.device.run("ip", "rule", "del", "from", source, "table", "99");
    await hosts.device.run("ip", "address", "del", `${source}/32`, "dev", "guildhall");
  }
});

tunnel("nobody reaches a device but through an open port", async () => {
  const { hosts } = world;
  const tries = [hosts.player, hosts.inner, hosts.gateway].flatMap((host) =>
    [device.address, device.address6, gate].flatMap((address) =>
      (["tcp", "udp"] as const).flatMap((protocol) =>
        (address === gate ? [quiet, 31_999] : [plain, hidden]).map((port) => knock(host, { protocol, address, port })),
      ),
    ),
  );
  expect(new Set(await Promise.all(tries))).toEqual(new Set([null]));
  for (const protocol of ["tcp", "udp"] as const) {
    expect(await knock(hosts.player, { protocol, address: at("device"), port: hidden })).toBe(at("player"));
    expect(await knock(hosts.player, { protocol, address: gate, port: publicPort("plain") })).not.toBeNull();
  }
});

tunnel("what is closed, suspended, disabled or removed is dead within five seconds, with its connections", async () => {
  const { hosts, ask, administer, until } = world;
  const port = `${foreign.path}/ports/${ports.foreign?.id}`;
  const graces = "/admin/organisations/graces";
  const tunnels = (on: boolean) => administer("PUT /admin/settings", { featureToggles: { tunnels: on } });
  const changes: [what: string, change: () => Promise<unknown>, back?: () => Promise<unknown>][] = [
    ["closed", () => ask(`POST ${port}/close`), () => ask(`POST ${port}/reopen`)],
    ["suspended", () => ask(`POST ${foreign.path}/suspend`), () => ask(`POST ${foreign.path}/resume`)],
    ["disabled", () => tunnels(false), () => tunnels(true)],
    [
      "its organisation suspended",
      () => administer(`POST ${graces}/suspend`, { reason: "Unpaid." }),
      () => administer(`POST ${graces}/unsuspend`),
    ],
    ["removed", () => ask(`DELETE ${foreign.path}`)],
  ];
  for (const [what, change, back] of changes) {
    const flow = await openFlow(hosts.player, gate, publicPort("foreign"));
    const seconds = await flow.diesAfter(change);
    expect([what, seconds]).toEqual([what, expect.any(Number)]);
    expect(seconds, what).toBeLessThan(5);
    expect([what, await answersAt("foreign")]).toEqual([what, []]);
    await flow.end();
    if (!back) continue;
    await back();
    // The gateway finds the device where it was, although that doesn’t know that it must shake hands.
    await until(`the device answers after it was ${what}`, () => isOpen("foreign"), 10_000);
  }
});

tunnel("a restart of the gateway’s program disturbs no connection, and lets nobody in who was suspended", async () => {
  const { hosts, until, startGateway, gateway, said, ask } = world;
  const flow = await openFlow(hosts.player, gate, publicPort("plain"));
  await ask(`POST ${second.path}/suspend`);
  await hosts.gateway.signal("gateway", "SIGTERM");
  await until("the program ends", () => hosts.gateway.ended("gateway") !== undefined);
  const before = said().length;
  await startGateway({ GATEWAY_TOKEN: gateway.token });
  await until("the program applies what is wanted", () => said().slice(before).includes("Applied: 1 device"));
  // A new session would take five seconds at least.
  const { longest } = await flow.silence();
  expect(Math.max(longest.tcp, longest.udp)).toBeLessThan(3_000);
  expect(await peers()).toBe(`${device.publicKey}\n`);
  expect(await answersAt("second")).toEqual([]);
  await flow.end();
});

tunnel("a gateway without the portal goes on for ten minutes, then closes everything until it answers", async () => {
  const { hosts, until, said, stopPortal, startPortal } = world;
  const flow = await openFlow(hosts.player, gate, publicPort("plain"));
  await stopPortal();
  expect(await flow.talks()).toBe(true);

  // Meanwhile the device moves to another address: its connections go on.
  const { run } = hosts.device;
  await run("ip", "address", "del", `${at("device")}/24`, "dev", "out");
  await run("ip", "address", "add", `${at("device", 77)}/24`, "dev", "out");
  await run("ip", "route", "add", "default", "via", at("device", 1));
  const moved = async () => /\t10\.77\.2\.77:/.test(await hosts.gateway.run("wg", "show", "guildhall", "endpoints"));
  await until("the device is found at its new address", async () => (await moved()) && flow.talks(), 40_000);

  // Even if the program had ended, the kernel would forget what keeps the ports open.
  const listed = await hosts.gateway.run("nft", "list", "set", "inet", "guildhall_tunnels", "alive");
  expect(listed).toMatch(/elements = \{ ipv4 timeout 10m expires [89]m\S+, ipv6 timeout 10m expires [89]m\S+ \}/);
  const flush = ["nft", "flush", "set", "inet", "guildhall_tunnels", "alive"];
  expect(await flow.diesAfter(() => hosts.gateway.run(...flush))).toBeLessThan(5);
  await flow.end();

  // The program’s clock jumps over the ten minutes.
  await hosts.gateway.signal("gateway", "SIGUSR2");
  await until("everything is closed", () => said().includes("Closed everything"));
  expect(await peers()).toBe("");

  await startPortal();
  await until("the device answers again", () => isOpen("plain"), 40_000);
  expect(await peers()).toBe(`${device.publicKey}\n`);
});

tunnel("no key and no token is in a log or an argument", async () => {
  const { secrets, places } = tracesOf(world);
  expect(secrets.filter(({ length }) => length < 40)).toEqual([]);
  expect(places["the program’s output"]).toContain("Started: interface guildhall");
  expect(places["arguments on the gateway"]).toMatch(/^wg syncconf guildhall /m);
  expect(places["arguments of what runs"]).toContain("tunnel-gateway.mjs");
  for (const [place, text] of Object.entries(places))
    for (const secret of secrets) expect(text.includes(secret), place).toBe(false);
});
