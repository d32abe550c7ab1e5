import fs from "node:fs";
import { expect, it } from "vitest";
import { node, start, temporaryFolder } from "./run";
import { answers, database, up } from "./up";

it("migrates without a running application, and leaves no database running", async () => {
  const folder = temporaryFolder();
  const admin = start(node("admin.mjs", "migrate"), { DATA_DIR: folder });
  expect(await admin.ended).toBe(0);
  expect(await answers(database(folder).port)).toBe(false);
});

it("uses the database of a running application, and leaves it running", async () => {
  const instance = await up(temporaryFolder());
  const admin = start(node("admin.mjs", "migrate"), { DATA_DIR: instance.dataDir });
  expect(await admin.ended).toBe(0);
  expect((await fetch(instance.link)).status).toBe(200);
});

it("runs no code that lies where every user of the machine may write", async () => {
  const shared = temporaryFolder();
  const admin = start(node("admin.mjs", "migrate"), { DATA_DIR: temporaryFolder(), TMPDIR: shared });
  expect(await admin.ended).toBe(0);
  expect(fs.readdirSync(shared).filter((name) => name.startsWith("tsx"))).toEqual([]);
});
