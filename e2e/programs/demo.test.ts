import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { node, start, temporaryFolder } from "./run";

it("keeps away from a portal that is there, and from what would lead to one", async () => {
  const folder = temporaryFolder();
  fs.writeFileSync(path.join(folder, "secrets.json"), "{}");
  const beside = start(node("demo.mjs"), { DATA_DIR: folder });
  expect(await beside.ended).toBe(1);
  expect(beside.output()).toMatch(/^There is a portal in \S+ already, and npm run demo fills none but its own\./);
  expect(fs.readdirSync(folder)).toEqual(["secrets.json"]);

  const given = { DATABASE_URL: "postgres://guildhall@db.example.org/guildhall", HOST: "0.0.0.0" };
  const elsewhere = start(node("demo.mjs"), { DATA_DIR: temporaryFolder(), ...given });
  expect(await elsewhere.ended).toBe(1);
  expect(elsewhere.output()).toContain("start it without DATABASE_URL and HOST.");
});
