import { spawnSync } from "node:child_process";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { migrate } from "@/db/migrate";
import { findRoleProblem } from "@/db/queries/role";
import { createDatabase, useDatabase } from "@/db/testing";

useDatabase();

describe("migrating", () => {
  it("can be run again at any time, also on a database with data", async () => {
    const { ownerUrl, applicationUrl, drop } = await createDatabase();
    expect(await migrate(ownerUrl, applicationUrl)).toEqual([]);
    await drop();
  });

  it("prints the statements for a superuser if the owner may not prepare the roles", async () => {
    const { name, superuserUrl, drop } = await createDatabase();
    const client = new pg.Client(superuserUrl);
    await client.connect();
    await client.query(
      `create role plain_${name} login password 'test'; grant connect on database ${name} to plain_${name}`,
    );
    const url = new URL(superuserUrl);
    const as = (role: string) => Object.assign(new URL(url), { username: role, password: "test" }).href;
    const failure = await migrate(as(`plain_${name}`), as(`missing_${name}`)).catch((error: Error) => error.message);
    expect(failure).toContain(`create role "missing_${name}" login password '…';`);
    expect(failure).toContain(`grant "guildhall_definer" to "plain_${name}";`);
    await client.query(`revoke connect on database ${name} from plain_${name}; drop role plain_${name}`);
    await client.end();
    await drop();
  });

  it("works for an owner who may not create roles, once a superuser has run those statements", async () => {
    const { name, superuserUrl, applicationUrl, drop } = await createDatabase();
    const client = new pg.Client(superuserUrl);
    await client.connect();
    const plain = `plain_${name}`;
    await client.query(`create role ${plain} login password 'test'`);
    await client.query(`create database ${name}_own owner ${plain}`);
    const at = (url: string, role?: string) =>
      Object.assign(new URL(url), { pathname: `/${name}_own`, ...(role && { username: role, password: "test" }) }).href;
    const run = () => migrate(at(superuserUrl, plain), at(applicationUrl));
    const asked = await run().catch((error: Error) => error.message);
    expect(asked).toContain(`grant "dns_views" to "${plain}";`);
    for (const statement of String(asked).split("\n").slice(1)) await client.query(statement);
    expect(await run()).toContain("014_name_server");
    await client.query(`drop database ${name}_own with (force)`);
    await client.query(`drop owned by ${plain}`);
    await client.query(`drop role ${plain}`);
    await client.end();
    await drop();
  }, 60_000);

  it("refuses the same role for both", async () => {
    await expect(migrate("postgres://x:y@127.0.0.1:1/z", "postgres://x:y@127.0.0.1:1/z")).rejects.toThrow();
    const { ownerUrl, drop } = await createDatabase();
    await expect(migrate(ownerUrl, ownerUrl)).rejects.toThrow("name the same role");
    await drop();
  });
});

describe("the application's role", () => {
  it("is accepted if it owns nothing", async () => {
    expect(await findRoleProblem()).toBeNull();
  });

  it.each([
    [
      "superuser",
      (url: string) =>
        process.env.TEST_DATABASE_URL &&
        Object.assign(new URL(process.env.TEST_DATABASE_URL), { pathname: new URL(url).pathname }).href,
    ],
    ["owner of the tables", (url: string) => Object.assign(new URL(url), { username: "guildhall_test_owner" }).href],
  ])("is refused as %s", (_name, addressOf) => {
    // In its own process, because this one is already connected.
    const script = `import { findRoleProblem } from "@/db/queries/role"; import { disconnect } from "@/db/client";
      console.log(await findRoleProblem()); await disconnect();`;
    const { stdout } = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
      encoding: "utf8",
      env: { ...process.env, TSX_DISABLE_CACHE: "1", DATABASE_URL: addressOf(process.env.DATABASE_URL ?? "") || "" },
    });
    expect(stdout).toContain("too many privileges for the application");
  });
});
