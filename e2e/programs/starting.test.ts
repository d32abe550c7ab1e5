import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { eventually, temporaryFolder } from "./run";
import { answers, database, up } from "./up";

const isRoot = process.getuid?.() === 0;

it("reaches the set-up page from nothing, and again within 15 seconds, keeping everything", async () => {
  const folder = path.join(temporaryFolder(), "data");
  const first = await up(folder);
  expect((await fetch(first.link)).status).toBe(200);
  const secrets = fs.readFileSync(path.join(folder, "secrets.json"), "utf8");
  expect(fs.statSync(path.join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
  expect(fs.statSync(folder).mode & 0o066).toBe(0);
  first.child.kill("SIGTERM");
  expect(await first.ended).toBe(0);

  const second = await up(folder);
  expect(second.seconds).toBeLessThan(15);
  expect(fs.readFileSync(path.join(folder, "secrets.json"), "utf8")).toBe(secrets);
  expect((await fetch(second.link)).status).toBe(200);
});

it("runs two portals side by side from one checkout", async () => {
  const [one, two] = [await up(temporaryFolder()), await up(temporaryFolder())];
  expect(database(one.dataDir).port).not.toBe(database(two.dataDir).port);
  one.child.kill("SIGTERM");
  await one.ended;
  expect((await fetch(two.link)).status).toBe(200);
});

it("lets two processes share a data directory; the database ends with the last", async () => {
  const folder = temporaryFolder();
  const [one, two] = [await up(folder), await up(folder)];
  one.child.kill("SIGTERM");
  await one.ended;
  expect((await fetch(two.link)).status).toBe(200);
  two.child.kill("SIGTERM");
  await two.ended;
  expect(await eventually(async () => !(await answers(database(folder).port)), 2_000)).toBe(true);
});

it.skipIf(!isRoot)(
  "keeps its data where PostgreSQL's user can reach it, even in a private home (as root)",
  async () => {
    const folder = path.join(temporaryFolder(0o700), "data");
    const instance = await up(folder);
    const { home } = database(folder);
    expect((await fetch(instance.link)).status).toBe(200);
    expect(home).toMatch(/^\/var\/lib\/guildhall-/);
    instance.child.kill("SIGTERM");
    await instance.ended;
    fs.rmSync(home, { recursive: true });
  },
);
