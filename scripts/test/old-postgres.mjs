import fs from "node:fs";
import path from "node:path";
import { canInstall, install } from "./apt.mjs";

const folder = "/usr/lib/postgresql";
const need = "postgresql-15 (apt-get install postgresql-15)";

/** The programs of the oldest installed PostgreSQL from 15 to 17: { bin }, or { need } if there is none. */
export async function findOldPostgres({ say, signal }) {
  if (!installed() && canInstall()) {
    // Other releases of Debian have another version under the plain name.
    (await install("postgresql-15", { say, signal })) || (await install("postgresql", { say, signal }));
  }
  const bin = installed();
  return bin ? { bin } : { need };
}

function installed() {
  const versions = fs.existsSync(folder) ? fs.readdirSync(folder).map(Number) : [];
  return versions
    .filter((version) => version >= 15 && version <= 17)
    .sort((a, b) => a - b)
    .map((version) => path.join(folder, String(version), "bin"))
    .find((bin) => fs.existsSync(path.join(bin, "initdb")));
}
