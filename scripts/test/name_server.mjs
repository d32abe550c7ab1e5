import { spawnSync } from "node:child_process";
import { findNameServer } from "../dns/program.mjs";
import { canInstall, install } from "./apt.mjs";

const packages = ["pdns-server", "pdns-backend-pgsql", "bind9-utils", "bind9-dnsutils"];
const need = `${packages.join(" ")} (apt-get install ${packages.join(" ")})`;

/** A PowerDNS that reads from PostgreSQL, and the programs that judge its answers: {} when all are there, else { need }. */
export async function findNameServerPrograms({ say, signal }) {
  if (!installed() && canInstall()) for (const name of packages) await install(name, { say, signal });
  return installed() ? {} : { need };
}

const installed = () =>
  findNameServer() !== undefined &&
  ["dig", "delv", "dnssec-verify"].every((name) => spawnSync(name, ["-h"], { cwd: "/" }).error === undefined);
