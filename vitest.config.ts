import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/** Tests beside the code that start their own Docker Engine. */
const engine = "{app,components,lib,db}/**/*.engine.test.ts";

// Four projects: the tests beside the code, on a real database; those of them that need a Docker Engine, and so root;
// those that start the whole program as processes, which need a build and are slow; and those that query the real name
// server. `npm test` runs all; `npx vitest --project code` while working.
export default defineConfig({
  resolve: { alias: { "@": root } },
  test: {
    retry: 0,
    projects: [
      {
        extends: true,
        test: {
          name: "code",
          include: ["{app,components,lib,db,bench,docs}/**/*.test.{ts,tsx}", "scripts/**/*.test.mjs", "*.test.ts"],
          exclude: [engine],
          globalSetup: ["scripts/test/database.mjs"],
          // One more than there are cores, because some tests wait for ten seconds or more.
          maxWorkers: 3,
          // Ends only a test that hangs: what a test says about time, it measures itself.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "dns",
          include: ["e2e/name_server/**/*.test.ts"],
          globalSetup: ["scripts/test/database.mjs"],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "engine",
          include: [engine],
          globalSetup: ["scripts/test/database.mjs"],
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 90_000,
        },
      },
      {
        extends: true,
        test: {
          name: "programs",
          include: ["e2e/programs/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
