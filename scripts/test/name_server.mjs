import { spawnSync } from "node:child_process";
import { findNameServer } from "../dns/program.mjs";
import { canInstall, install } from "./apt.mjs";

const starts = (program) => spawnSync(program, ["-h"], { cwd: "/" }).error === undefined;
/** Debian's packages, each with a check that it is installed. */
const packages = {
  "pdns-server": () => findNameServer() !== undefined,
  "pdns-backend-pgsql": () => findNameServer() !== undefined,
  "bind9-utils": () => starts("dnssec-verify"),
  "bind9-dnsutils": () => starts("dig") && starts("delv"),
};
const names = Object.keys(packages);
const need = `${names.join(" ")} (apt-get install ${names.join(" ")})`;
const missing = () => names.filter((name) => !packages[name]());

/**
 * A PowerDNS with the PostgreSQL backend, and the programs that check its answers: {} if all are there, else { need }.
 */
export async function findNameServerPrograms({ say, signal }) {
  if (canInstall()) for (const name of missing()) await install(name, { say, signal });
  return missing().length > 0 ? { need } : {};
}
