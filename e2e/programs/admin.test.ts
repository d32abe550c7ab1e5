import fs from "node:fs";
import { expect, it } from "vitest";
import { node, start, temporaryFolder } from "./run";
import { answers, database, up } from "./up";

it("migrates without a running application, and leaves no database running", async () => {
  const folder = temporaryFolder();
  const admin = start(node("admin.mjs", "migrate"), { DATA_DIR: folder });
  expect(await admin.ended).toBe(0);
  expect(admin.output()).toContain("The database is up to date.");
  expect(await answers(database(folder).port)).toBe(false);
});

it("uses the database of a running application, and leaves it running", async () => {
  const instance = await up(temporaryFolder());
  const admin = start(node("admin.mjs", "migrate"), { DATA_DIR: instance.dataDir });
  expect(await admin.ended).toBe(0);
  expect((await fetch(instance.link)).status).toBe(200);
});

it("runs no code from folders that every user of the machine may write to", async () => {
  const shared = temporaryFolder();
  const admin = start(node("admin.mjs", "migrate"), { DATA_DIR: temporaryFolder(), TMPDIR: shared });
  expect(await admin.ended).toBe(0);
  expect(fs.readdirSync(shared).filter((name) => name.startsWith("tsx"))).toEqual([]);
});

it("sets a portal up by script, with a working token, and refuses a second time", async () => {
  const { url, dataDir } = await up(temporaryFolder());
  const command = async (args: string[], input?: string) => {
    const program = start(node("admin.mjs", ...args, "--json"), { DATA_DIR: dataDir }, { input });
    const exit = await program.ended;
    return { exit, ...JSON.parse(program.output().trim().split("\n").at(-1) ?? "{}") };
  };
  const get = async (path: string, token: string) => {
    const answer = await fetch(`${url}/api${path}`, { headers: { "x-api-key": token } });
    return { status: answer.status, body: await answer.json() };
  };
  const founder = ["--email", "root@example.org", "--name", "Root", "--organisation", "Root Guild"];
  const password = "correct horse battery staple\n";
  const done = await command(["setup", ...founder], password);
  expect(done).toMatchObject({ exit: 0, email: "root@example.org", handle: "root-guild" });
  expect(await get("/organisations", done.token)).toMatchObject({ status: 200, body: [{ handle: "root-guild" }] });
  expect(await command(["setup", ...founder], password)).toMatchObject({ exit: 1, error: expect.any(String) });

  const wanted = ["token", "create", "--email", "root@example.org", "--organisation", "root-guild"];
  const narrow = await command([...wanted, "--permissions", "member.read", "--days", "7"]);
  expect(narrow).toMatchObject({ exit: 0, reach: "organisation" });
  expect((await get("/organisations/root-guild/users", narrow.token)).status).toBe(200);
  expect((await get("/organisations/root-guild/activity", narrow.token)).status).toBe(403);
  expect(await command([...wanted, "--reach", "galaxy"])).toMatchObject({
    exit: 1,
    fields: { reach: [expect.any(String)] },
  });

  await command(["organisation", "tier", "--organisation", "root-guild", "--tier", "paid"]);
  expect(await get("/organisations/root-guild", done.token)).toMatchObject({ body: { portalTier: "paid" } });
}, 120_000);
