import { BlockList, isIPv4, isIPv6 } from "node:net";

/** A WireGuard key: 32 bytes in base64. */
const key = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;
const protocols = { tcp: ["tcp"], udp: ["udp"], both: ["tcp", "udp"] };

/**
 * Checks what the portal wants, field by field: its text goes into the configuration of nftables and WireGuard, as
 * root, and not even a hostile portal may write anything else there.
 * @param {unknown} given
 * @throws Error that names the first wrong field
 */
export function checkWanted(given) {
  const { wireguardPort, firstPort, lastPort, address, network, address6, network6, devices } = given ?? {};
  requirePort(wireguardPort, "wireguardPort");
  requirePort(firstPort, "firstPort");
  requirePort(lastPort, "lastPort");
  const holds = rangeOf(network, isIPv4, 32, "network");
  const holds6 = rangeOf(network6, isIPv6, 128, "network6");
  require(holds(address), "address");
  require(holds6(address6), "address6");
  require(Array.isArray(devices) && devices.length <= 100_000, "devices");
  const seen = new Set([address, address6, `udp ${wireguardPort}`]);
  const once = (what, field) => {
    require(!seen.has(what), field);
    seen.add(what);
  };
  const checked = devices.map((device, index) => {
    const at = `devices[${index}]`;
    require(typeof device?.publicKey === "string" && key.test(device.publicKey), `${at}.publicKey`);
    require(holds(device.address), `${at}.address`);
    require(holds6(device.address6), `${at}.address6`);
    for (const field of ["publicKey", "address", "address6"]) once(device[field], `${at}.${field}`);
    return { publicKey: device.publicKey, address: device.address, address6: device.address6, ports: device.ports, at };
  });
  const ports = checked.flatMap(({ ports: opened, address: to, address6: to6, at }) => {
    require(Array.isArray(opened) && opened.length <= 1_000, `${at}.ports`);
    return opened.flatMap((port) => {
      require(Object.hasOwn(protocols, String(port?.protocol)), `${at}.ports.protocol`);
      requirePort(port.localPort, `${at}.ports.localPort`);
      requirePort(port.publicPort, `${at}.ports.publicPort`);
      require(typeof port.keepAddresses === "boolean", `${at}.ports.keepAddresses`);
      const { localPort, publicPort, keepAddresses } = port;
      return protocols[port.protocol].map((protocol) => {
        once(`${protocol} ${publicPort}`, `${at}.ports.publicPort`);
        return { protocol, publicPort, localPort, keepAddresses, address: to, address6: to6 };
      });
    });
  });
  return {
    wireguardPort,
    firstPort,
    lastPort,
    address: `${address}/${network.split("/")[1]}`,
    address6: `${address6}/${network6.split("/")[1]}`,
    devices: checked.map(({ publicKey, address: own, address6: own6 }) => ({
      publicKey,
      address: own,
      address6: own6,
    })),
    ports,
  };
}

/** The same gateway with nothing let in. */
export const withNothing = (wanted) => ({ ...wanted, devices: [], ports: [] });

const written = (port) => `${port.protocol} ${port.publicPort}`;
const target = ({ address, localPort, keepAddresses }) => `${address} ${localPort} ${keepAddresses}`;

/** The public ports ("udp 30000") that were opened, closed, or now lead elsewhere. */
export function changedPorts(before, after) {
  const was = new Map(before.map((port) => [written(port), target(port)]));
  const is = new Map(after.map((port) => [written(port), target(port)]));
  return new Set([...was.keys(), ...is.keys()].filter((port) => was.get(port) !== is.get(port)));
}

function require(holds, field) {
  if (!holds) throw new Error(`The portal's answer has a wrong ${field}.`);
}

const requirePort = (port, field) => require(Number.isInteger(port) && port >= 1 && port <= 65_535, field);

/** @returns whether an address, in plain form, lies in the network */
function rangeOf(network, isAddress, most, field) {
  const [first, bits, ...rest] = typeof network === "string" ? network.split("/") : [];
  require(rest.length === 0 && isPlain(first, isAddress) && /^\d{1,3}$/.test(bits ?? ""), field);
  require(Number(bits) >= 8 && Number(bits) < most, field);
  const range = new BlockList();
  const family = most === 32 ? "ipv4" : "ipv6";
  range.addSubnet(first, Number(bits), family);
  return (address) => isPlain(address, isAddress) && range.check(address, family);
}

/** Node accepts a zone after an IPv6 address, with any characters. */
const isPlain = (text, isAddress) => typeof text === "string" && /^[0-9a-f:.]{2,45}$/.test(text) && isAddress(text);
