import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { output, transfer } from "./ask";
import type { NameServer } from "./start";

/**
 * Signs a zone, behind the application's back.
 * @param dir for what other programs read
 * @returns what delv says of a name, trusting the zone's key, and the zone as it is transferred once dnssec-verify found nothing wrong
 */
export async function signing(server: NameServer, zone: string, dir: string) {
  const api = await fetch(`${server.apiUrl}/api/v1/servers/localhost/zones/${zone}./cryptokeys`, {
    method: "POST",
    headers: { "x-api-key": server.apiKey, "content-type": "application/json" },
    body: JSON.stringify({ keytype: "csk", active: true, algorithm: "ecdsa256" }),
  });
  const [flags, protocol, algorithm, key] = ((await api.json()) as { dnskey: string }).dnskey.split(" ");
  const keep = (text: string) => {
    const file = path.join(dir, randomBytes(6).toString("hex"));
    fs.writeFileSync(file, text);
    return file;
  };
  const anchor = keep(`trust-anchors { "${zone}." static-key ${flags} ${protocol} ${algorithm} "${key}"; };\n`);
  const place = [`@${server.address}`, "-p", String(server.port), "-a", anchor, `+root=${zone}`];
  return {
    delv: (name: string, type: string) => output("delv", ...place, name, type),
    async verified() {
      const lines = await transfer(server, zone);
      const found = await output("dnssec-verify", "-z", "-o", zone, keep(`${lines.join("\n")}\n`));
      if (!found.includes("Zone fully signed")) throw new Error(found);
      return lines;
    },
  };
}
