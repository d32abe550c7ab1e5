import fs from "node:fs";
import { canInstall, install } from "./apt.mjs";

/**
 * Independent tools that check our DNS. A test that needs one looks for its file, is skipped without it, and ends its
 * name with "(with <name>)": that counts as not run (results.mjs).
 */
export const dnsTools = [
  {
    name: "bind9-utils",
    file: "/usr/bin/named-compilezone",
    need: "bind9-utils (apt-get install bind9-utils)",
  },
];

/** Installs the missing ones, where possible. */
export async function installDnsTools({ say, signal }) {
  for (const { name, file } of dnsTools) if (!fs.existsSync(file) && canInstall()) await install(name, { say, signal });
}
