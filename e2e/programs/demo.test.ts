import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { node, start, temporaryFolder } from "./run";

it("leaves an existing portal alone, and refuses settings that lead to one", async () => {
  const folder = temporaryFolder();
  fs.writeFileSync(path.join(folder, "secrets.json"), "{}");
  const beside = start(node("demo.mjs"), { DATA_DIR: folder });
  expect(await beside.ended).toBe(1);
  expect(beside.output()).toMatch(/^There is already a portal in \S+, and npm run demo only fills its own\./);
  expect(fs.readdirSync(folder)).toEqual(["secrets.json"]);

  const given = { DATABASE_URL: "postgres://guildhall@db.example.org/guildhall", HOST: "0.0.0.0" };
  const elsewhere = start(node("demo.mjs"), { DATA_DIR: temporaryFolder(), ...given });
  expect(await elsewhere.ended).toBe(1);
  expect(elsewhere.output()).toContain("start it without DATABASE_URL and HOST.");
});
