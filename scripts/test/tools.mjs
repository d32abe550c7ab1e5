import fs from "node:fs";
import { canInstall, install } from "./apt.mjs";

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
];

/** Installs the missing ones, where possible. */
export async function installTools({ say, signal }) {
  for (const { name, file } of tools) if (!fs.existsSync(file) && canInstall()) await install(name, { say, signal });
}
