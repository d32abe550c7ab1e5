import { spawnSync } from "node:child_process";
import { Refusal } from "../up/refusal.mjs";

/** Debian installs it outside an ordinary user’s PATH. */
const places = [
  "pdns_server",
  "/usr/sbin/pdns_server",
  "/usr/local/sbin/pdns_server",
  "/opt/homebrew/sbin/pdns_server",
];

/** The installed pdns_server with its PostgreSQL backend, or undefined. */
export function findNameServer() {
  return places.find(
    (place) => spawnSync(place, ["--no-config", "--launch=gpgsql", "--config"], { cwd: "/" }).status === 0,
  );
}

export function requireNameServer() {
  const found = findNameServer();
  if (!found)
    throw new Refusal(
      "PowerDNS with its PostgreSQL backend was not found. Install both: apt-get install pdns-server pdns-backend-pgsql",
    );
  return found;
}
