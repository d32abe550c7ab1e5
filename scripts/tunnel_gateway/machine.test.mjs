import { expect, it } from "vitest";
import { readConfiguration } from "./configuration.mjs";
import { absentIn, connectedIn, devicesIn, noteEndpoints, peersText } from "./peers.mjs";
import { busyPorts, trackedTo } from "./sockets.mjs";

it("counts what a device has received and sent as the device sees it", () => {
  const dump =
    "private\tpublic\t51820\toff\none\t(none)\t192.0.2.9:1\t100.64.0.2/32\t1000\t10\t20\toff\ntwo\t(none)\t(none)\t\t0\t0\t0\toff\n";
  const devices = devicesIn(dump, 1_060_400);
  expect(devices).toEqual([
    { publicKey: "one", handshakeAgo: 60, received: 20, sent: 10 },
    { publicKey: "two", handshakeAgo: null, received: 0, sent: 0 },
  ]);
  expect([connectedIn(devices), connectedIn(devicesIn(dump, 1_200_000))]).toEqual(["one", ""]);
});

it("gives each device exactly its addresses", () => {
  const devices = [{ publicKey: "one", address: "100.64.0.2", address6: "fd00::2" }];
  expect(peersText("secret", { wireguardPort: 51_820, devices })).toBe(
    "[Interface]\nPrivateKey = secret\nListenPort = 51820\n[Peer]\nPublicKey = one\nAllowedIPs = 100.64.0.2/32, fd00::2/128\n",
  );
});

it("finds a device that is let in again where it was, for a day", () => {
  const dump = (...peers) => ["private\tpublic\t51820\toff", ...peers].join("\n");
  const noted = new Map();
  noteEndpoints(
    noted,
    dump("one\t(none)\t192.0.2.9:7\t", "two\t(none)\t[2001:db8::9]:8\t", "three\t(none)\t(none)\t"),
    0,
  );
  noteEndpoints(noted, dump("two\t(none)\t[fe80::1%eth0]:9\t"), 80_000_000);
  const devices = ["one", "two"].map((publicKey) => ({ publicKey, address: "100.64.0.2", address6: "fd00::2" }));
  const text = peersText("secret", { wireguardPort: 51_820, devices }, absentIn(dump("two\t(none)\t(none)"), noted));
  expect(text.match(/^Endpoint = .*$/gm)).toEqual(["Endpoint = 192.0.2.9:7"]);
  expect(absentIn(dump(), noted).get("two").endpoint).toBe("[2001:db8::9]:8");
  noteEndpoints(noted, dump(), 90_000_000);
  expect(noted.size).toBe(0);
});

it("sees which ports of the range are busy, but for WireGuard's and those of the loopback address", () => {
  const line = (address, port, state) => ` 0: ${address}:${port.toString(16).toUpperCase()} 00000000:0000 ${state} 0`;
  const tables = {
    "/proc/net/tcp": [
      "head",
      line("00000000", 30_001, "0A"),
      line("0100007F", 30_002, "0A"),
      line("00000000", 30_003, "01"),
    ],
    "/proc/net/tcp6": [
      "head",
      line("0".repeat(32), 30_004, "0A"),
      line("00000000000000000000000001000000", 30_005, "0A"),
    ],
    "/proc/net/udp": [
      "head",
      line("00000000", 30_006, "07"),
      line("00000000", 30_007, "07"),
      line("00000000", 53, "07"),
    ],
  };
  const range = { firstPort: 30_000, lastPort: 31_000, wireguardPort: 30_007 };
  expect(busyPorts(range, (path) => tables[path]?.join("\n") ?? null)).toEqual([30_001, 30_004, 30_006]);
});

it("forgets only connections to its own addresses and the changed ports", () => {
  const flow = (protocol, to, port) =>
    `${protocol} 17 29 src=192.0.2.9 dst=${to} sport=5 dport=${port} src=100.64.0.2 dst=100.64.0.1 sport=1 dport=5 use=1`;
  const listed = [
    flow("udp", "192.0.2.1", 30_000),
    flow("tcp", "192.0.2.1", 30_000),
    flow("udp", "192.0.2.1", 30_001),
    flow("udp", "203.0.113.1", 30_000),
  ].join("\n");
  expect(trackedTo(listed, new Set(["udp 30000"]), new Set(["192.0.2.1"])).map((each) => each.join(" "))).toEqual([
    "-f ipv4 -p udp --orig-dst 192.0.2.1 --orig-port-dst 30000",
  ]);
});

it("takes its token from the environment or a file, and never from a flag", () => {
  const given = { PORTAL_URL: "https://portal.example.org/", GATEWAY_TOKEN: `ghg_${"a".repeat(43)}` };
  expect(readConfiguration([], given)).toMatchObject({ portal: "https://portal.example.org", name: "guildhall" });
  expect(() => readConfiguration([`--token=${given.GATEWAY_TOKEN}`], given)).toThrow("--token");
  expect(() => readConfiguration([], { ...given, GATEWAY_TOKEN: "" })).toThrow("Set GATEWAY_TOKEN_FILE");
  expect(() => readConfiguration(["--interface=a;b"], given)).toThrow("INTERFACE");
  expect(() => readConfiguration([], { ...given, PUBLIC_ADDRESSES: "192.0.2.1 } flush" })).toThrow("PUBLIC_ADDRESSES");
});
