import { randomBytes } from "node:crypto";
import pg from "pg";

export interface Databases {
  ours: { superuserUrl: string; ownerUrl: string; applicationUrl: string };
  peer: { superuserUrl: string; applicationUrl: string };
  /** PostgreSQL's. */
  version: string;
  /** One of the server's processes. */
  backend: number;
  /** Also ends the connection that `backend` serves. */
  drop(): Promise<void>;
}

/** Roles that migrations grant to, which all databases of a server share (db/roles.ts). */
const sharedRoles = ["guildhall_app", "guildhall_definer", "dns_views", "pdns"];

/** Two databases only for this run, on one server, with the roles that each side needs. */
export async function createDatabases(cluster: string): Promise<Databases> {
  const name = `guildhall_bench_${randomBytes(4).toString("hex")}`;
  const [owner, application, other] = [`${name}_owner`, `${name}_app`, `${name}_peer`];
  const password = randomBytes(12).toString("hex");
  const at = (database: string, role?: string) => {
    const url = new URL(cluster);
    url.pathname = `/${database}`;
    if (role) Object.assign(url, { username: role, password });
    return url.href;
  };
  const client = new pg.Client(cluster);
  await client.connect();
  const drop = async () => {
    for (const database of [name, other]) await client.query(`drop database if exists ${database} with (force)`);
    for (const role of [application, other, owner]) await client.query(`drop role if exists ${role}`);
    await client.end();
  };
  try {
    await client.query(`create role ${owner} login createrole password '${password}'`);
    await client.query(`create role ${other} login password '${password}'`);
    // Roles left by an earlier run on a long-lived server: the new owner didn't create them, but has to grant them.
    const { rows: left } = await client.query("select rolname from pg_roles where rolname = any ($1)", [sharedRoles]);
    for (const { rolname } of left) await client.query(`grant ${rolname} to ${owner} with admin option`);
    await client.query(`create database ${name} owner ${owner}`);
    await client.query(`create database ${other} owner ${other}`);
    const { rows } = await client.query(
      "select pg_backend_pid() as backend, current_setting('server_version') as version",
    );
    return {
      ours: { superuserUrl: at(name), ownerUrl: at(name, owner), applicationUrl: at(name, application) },
      peer: { superuserUrl: at(other), applicationUrl: at(other, other) },
      backend: rows[0].backend,
      version: rows[0].version,
      drop,
    };
  } catch (error) {
    await drop();
    throw error;
  }
}
