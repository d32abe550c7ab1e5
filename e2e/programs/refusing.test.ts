import net from "node:net";
import { expect, it } from "vitest";
import { freePort, node, start, temporaryFolder } from "./run";

const database = "postgres://guildhall:x@127.0.0.1:1/guildhall";
const secrets = { AUTH_SECRET: "q8Yx2LwzR0vK5nTb7sHdJ3mFcPaE1uGi", ENCRYPTION_KEY: "Zr4Nf9XkV6yBq1WmT8hLs3DjC7pGe2Ua" };

/** The output of a start that ends by itself. */
async function refusal(env: Record<string, string>): Promise<string> {
  const program = start(node("up.mjs"), { DATA_DIR: temporaryFolder(), PORT: String(await freePort()), ...env });
  expect(await program.ended).toBe(1);
  return program.output().trim();
}

it.each([
  ["an invalid port", { PORT: "65536" }, /^PORT must be a number from 1 to 65535, not “65536”\.$/],
  ["an address of another machine", { HOST: "192.0.2.1" }, /^HOST=192\.0\.2\.1 is not an address of this machine\.$/],
  [
    "a database without its owner",
    { DATABASE_URL: database, ...secrets },
    /^DATABASE_URL is set, but DATABASE_OWNER_URL.* is not\./,
  ],
  [
    "an owner without the database",
    { DATABASE_OWNER_URL: database },
    /^DATABASE_OWNER_URL is set, but DATABASE_URL.* is not\./,
  ],
  [
    "an external database without secrets",
    { DATABASE_URL: database, DATABASE_OWNER_URL: database },
    /^With DATABASE_URL set, AUTH_SECRET and ENCRYPTION_KEY are also required\./,
  ],
  [
    "an external database without one of them",
    { DATABASE_URL: database, DATABASE_OWNER_URL: database, AUTH_SECRET: secrets.AUTH_SECRET },
    /^With DATABASE_URL set, ENCRYPTION_KEY is also required\./,
  ],
  [
    "a data directory that can't be created",
    { DATA_DIR: "/dev/null/data" },
    /^The data directory \/dev\/null\/data can't be written/,
  ],
])("refuses %s with one line", async (_, env, line) => {
  const output = await refusal(env);
  expect(output).toMatch(line);
  expect(output.split("\n")).toHaveLength(1);
});

it("refuses a taken port with one line that names PORT", async () => {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  const output = await refusal({ PORT: String(port) });
  server.close();
  expect(output).toBe(
    `Port ${port} on 127.0.0.1 is in use by another program. Choose another, for example: PORT=${port + 1} npm run up`,
  );
});

it("says in one line that an external database can't be reached", async () => {
  const output = await refusal({ DATABASE_URL: database, DATABASE_OWNER_URL: database, ...secrets });
  expect(output).toMatch(/database/i);
  expect(output.split("\n")).toHaveLength(1);
});

it("refuses proxies with invalid addresses", async () => {
  const output = await refusal({ TRUSTED_PROXIES: "proxy.example" });
  expect(output).toContain("TRUSTED_PROXIES holds something that is neither an address nor a range");
  expect(output).not.toMatch(/^\s+at /m);
});

it("says once which setting is invalid, and doesn't try again", async () => {
  const output = await refusal({ PUBLIC_URL: "http://panel.example" });
  expect(output.match(/PUBLIC_URL must begin with https/g)).toHaveLength(1);
  expect(output).toContain("Guildhall can’t start:\nPUBLIC_URL");
  expect(output).not.toMatch(/starting it again|^\s+at /m);
});
