import fs from "node:fs";
import { canInstall, install } from "./apt.mjs";

/** What the tests of tunnels need, with one program of each. */
const tunnelPrograms = {
  "wireguard-go": "/usr/bin/wireguard-go",
  "wireguard-tools": "/usr/bin/wg-quick",
  nftables: "/usr/sbin/nft",
  iperf3: "/usr/bin/iperf3",
  conntrack: "/usr/sbin/conntrack",
  iproute2: "/usr/bin/ip",
};
const tunnelNeed = `${Object.keys(tunnelPrograms).join(", ")} (apt-get install ${Object.keys(tunnelPrograms).join(" ")}); run as root`;

/**
 * Independent tools that use or check ours. A test that needs one looks for its file, is skipped without it, and ends
 * its name with "(with <name>)": that counts as not run (results.mjs).
 */
export const tools = [
  {
    name: "bind9-utils",
    file: "/usr/bin/named-compilezone",
    need: "bind9-utils (apt-get install bind9-utils)",
  },
  { name: "oathtool", file: "/usr/bin/oathtool", need: "oathtool (apt-get install oathtool)" },
  { name: "curl", file: "/usr/bin/curl", need: "curl (apt-get install curl)" },
  { name: "busybox-static", file: "/usr/bin/busybox", need: "busybox-static (apt-get install busybox-static)" },
  ...Object.entries(tunnelPrograms).map(([name, file]) => ({ name, file, need: tunnelNeed })),
];

/** Installs the missing ones, where possible. */
export async function installTools({ say, signal }) {
  for (const { name, file } of tools) if (!fs.existsSync(file) && canInstall()) await install(name, { say, signal });
}
