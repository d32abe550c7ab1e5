import { expect, it } from "vitest";
import { changedPorts, checkWanted } from "./wanted.mjs";

const keys = [`${"A".repeat(43)}=`, `B${"A".repeat(42)}=`];
const port = { protocol: "both", localPort: 25_565, publicPort: 30_000, keepAddresses: false };
const device = { publicKey: keys[0], address: "100.64.0.2", address6: "fd00:1::2", ports: [port] };
const wanted = {
  name: "Gate",
  wireguardPort: 51_820,
  firstPort: 30_000,
  lastPort: 32_767,
  address: "100.64.0.1",
  network: "100.64.0.0/10",
  address6: "fd00:1::1",
  network6: "fd00:1::/64",
  devices: [device],
};

it("takes what a portal wants", () => {
  const { address, address6, devices, ports } = checkWanted(wanted);
  expect([address, address6, devices.length]).toEqual(["100.64.0.1/10", "fd00:1::1/64", 1]);
  expect(ports.map(({ protocol, publicPort }) => `${protocol} ${publicPort}`)).toEqual(["tcp 30000", "udp 30000"]);
});

const other = { ...device, publicKey: keys[1], address: "100.64.0.3", address6: "fd00:1::3", ports: [] };
const withDevice = (change) => ({ devices: [{ ...device, ...change }] });
const withPort = (change) => withDevice({ ports: [{ ...port, ...change }] });

it.each([
  ["wireguardPort", { wireguardPort: "51820; flush" }],
  ["network", { network: "100.64.0.0/10 } flush ruleset" }],
  ["network", { network: "0.0.0.0/0" }],
  ["network6", { network6: "100.64.0.0/10" }],
  ["address", { address: "192.0.2.1" }],
  ["address6", { address6: "fd00:1::1%\nflush ruleset" }],
  ["devices", { devices: {} }],
  ["devices[0].publicKey", withDevice({ publicKey: `${keys[0]}\nAllowedIPs = 0.0.0.0/0` })],
  ["devices[0].address", withDevice({ address: "100.64.0.2, 0.0.0.0/0" })],
  ["devices[0].address", withDevice({ address: "100.64.0.1" })],
  ["devices[0].address6", withDevice({ address6: "fd00:2::2" })],
  ["devices[0].ports.protocol", withPort({ protocol: "constructor" })],
  ["devices[0].ports.localPort", withPort({ localPort: 70_000 })],
  ["devices[0].ports.publicPort", withPort({ publicPort: "30000 : 192.0.2.1" })],
  ["devices[0].ports.publicPort", withPort({ publicPort: 51_820 })],
  ["devices[0].ports.keepAddresses", withPort({ keepAddresses: 1 })],
  ["devices[1].publicKey", { devices: [device, { ...other, publicKey: keys[0] }] }],
  ["devices[1].address", { devices: [device, { ...other, address: "100.64.0.2" }] }],
  ["devices[1].ports.publicPort", { devices: [device, { ...other, ports: [{ ...port, protocol: "udp" }] }] }],
])("refuses a wrong %s: %j", (field, change) => {
  expect(() => checkWanted({ ...wanted, ...change })).toThrow(`The portal's answer has a wrong ${field}.`);
});

it("knows which public ports lead elsewhere now", () => {
  const to = (publicPort, address, protocol = "udp") => ({ ...port, protocol, publicPort, address });
  const before = [to(1, "a"), to(2, "a"), to(3, "a"), to(4, "a", "tcp")];
  const after = [to(1, "a"), to(2, "b"), to(4, "a", "udp")];
  expect([...changedPorts(before, after)].sort()).toEqual(["tcp 4", "udp 2", "udp 3", "udp 4"]);
});
