import fs from "node:fs";
import { expect, it } from "vitest";
import { eventually, temporaryFolder } from "./run";
import { answers, applicationPid, database, up } from "./up";

const npm = ["npm", "run", "up"];

it("ends the application and the database on SIGTERM", async () => {
  const instance = await up(temporaryFolder());
  const { port } = database(instance.dataDir);
  const begin = Date.now();
  instance.child.kill("SIGTERM");
  expect(await instance.ended).toBe(0);
  expect(Date.now() - begin).toBeLessThan(5_000);
  expect(await answers(instance.url)).toBe(false);
  expect(await answers(port)).toBe(false);
});

it.each(["SIGTERM", "SIGKILL"] as const)("ends with the npm that started it (%s)", async (signal) => {
  const instance = await up(temporaryFolder(), { command: npm });
  const { port } = database(instance.dataDir);
  instance.child.kill(signal);
  expect(await eventually(async () => !(await answers(instance.url)) && !(await answers(port)))).toBe(true);
});

it("ends on Ctrl-C, which every process of the terminal gets", async () => {
  const instance = await up(temporaryFolder(), { command: npm, detached: true });
  const { port } = database(instance.dataDir);
  process.kill(-(instance.child.pid ?? 0), "SIGINT");
  expect(await eventually(async () => !(await answers(instance.url)) && !(await answers(port)))).toBe(true);
  expect(instance.output()).not.toMatch(/^\s+at /m);
});

it("leaves no application behind when it is killed, and takes over its database next time", async () => {
  const instance = await up(temporaryFolder());
  const { port, pid } = database(instance.dataDir);
  const before = pid();
  instance.child.kill("SIGKILL");
  expect(await eventually(async () => !(await answers(instance.url)))).toBe(true);
  expect(await answers(port)).toBe(true);
  const next = await up(instance.dataDir);
  expect(pid()).toBe(before);
  next.child.kill("SIGTERM");
  await next.ended;
  expect(await answers(port)).toBe(false);
});

it("starts after everything was killed, even when the database's number belongs to another process now", async () => {
  const instance = await up(temporaryFolder());
  const { data, pid, port } = database(instance.dataDir);
  const postmaster = pid();
  const file = `${data}/postmaster.pid`;
  const left = fs.readFileSync(file, "utf8");
  instance.child.kill("SIGKILL");
  process.kill(postmaster, "SIGKILL");
  expect(await eventually(async () => !(await answers(port)) && !(await answers(instance.url)))).toBe(true);
  fs.writeFileSync(file, left.replace(/^\d+/, String(process.pid)));
  const next = await up(instance.dataDir);
  expect((await fetch(next.link)).status).toBe(200);
});

it("starts a crashed application again", async () => {
  const instance = await up(temporaryFolder());
  process.kill(applicationPid(instance.child.pid ?? 0), "SIGKILL");
  await instance.printed(/The application was killed \(SIGKILL\); starting it again/);
  expect(await eventually(() => answers(instance.url))).toBe(true);
  expect((await fetch(instance.link)).status).toBe(200);
});
