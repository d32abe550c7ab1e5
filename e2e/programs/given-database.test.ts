import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "./run";
import { database, up } from "./up";

it("uses the external database, creates no other, and stores no secrets for it", async () => {
  const first = await up(temporaryFolder());
  const { port } = database(first.dataDir);
  const made = JSON.parse(fs.readFileSync(path.join(first.dataDir, "secrets.json"), "utf8"));
  const url = (role: string, password: string) => `postgres://${role}:${password}@127.0.0.1:${port}/guildhall`;
  const env = {
    DATABASE_URL: url("guildhall", made.appPassword),
    DATABASE_OWNER_URL: url("guildhall_owner", made.ownerPassword),
    AUTH_SECRET: made.AUTH_SECRET,
    ENCRYPTION_KEY: made.ENCRYPTION_KEY,
  };
  const second = await up(temporaryFolder(), { env });
  expect((await fetch(second.link)).status).toBe(200);
  expect(fs.readdirSync(second.dataDir).filter((name) => name !== "logs")).toEqual([]);
});
