import { expect, it } from "vitest";
import { refreshText, tableOf, tableText } from "./rules.mjs";

const port = { protocol: "udp", publicPort: 30_000, localPort: 19_132, address: "100.64.0.2", address6: "fd00::2" };
const wanted = { address: "100.64.0.1/10", address6: "fd00::1/64", ports: [{ ...port, keepAddresses: true }] };
const text = (change = {}) => tableText({ name: "guildhall", publicAddresses: [], isAlive: true, wanted, ...change });

/** The elements of a set or map in a table's text. */
const elements = (table, name) =>
  new RegExp(`(?:set|map) ${name} \\{[^}]*?elements = \\{ ([^}]*) \\}`).exec(table)?.[1] ?? null;

it("opens a port to its device, for its protocol only", () => {
  expect(elements(text(), "udp4")).toBe("30000 : 100.64.0.2 . 19132");
  expect(elements(text(), "udp6")).toBe("30000 : fd00::2 . 19132");
  expect(elements(text(), "udpopen4")).toBe("30000 . 100.64.0.2 . 19132");
  expect(elements(text(), "udpkept")).toBe("30000");
  for (const name of ["tcp4", "tcp6", "tcpopen4", "tcpopen6", "tcpkept"]) expect(elements(text(), name)).toBeNull();
});

it("lets nothing through without a sign of life, which lasts for ten minutes", () => {
  expect(elements(text(), "alive")).toBe("ipv4 timeout 10m, ipv6 timeout 10m");
  expect(elements(text({ isAlive: false }), "alive")).toBeNull();
  expect(refreshText("guildhall")).toContain("add element inet guildhall_tunnels alive { ipv4 timeout 10m");
});

it("has a table for each interface, and is about no other", () => {
  expect([tableOf("guildhall"), tableOf("wg1")]).toEqual(["guildhall_tunnels", "guildhall_tunnels_wg1"]);
  expect(text({ name: "wg1" })).not.toContain('"guildhall"');
});

it("takes only what goes to the public addresses, where there are some", () => {
  expect(text()).toContain("fib daddr type != local return");
  const listed = text({ publicAddresses: ["192.0.2.1", "192.0.2.2"] });
  expect(listed).toContain("ip daddr != { 192.0.2.1, 192.0.2.2 } return");
  expect(listed).toContain("meta nfproto ipv6 return");
});
