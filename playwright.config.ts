import { defineConfig, devices } from "@playwright/test";

// Empty or missing: Playwright's own browser.
const executablePath = process.env.E2E_CHROMIUM || undefined;
/**
 * V8 neither compiles nor collects on threads of its own: both cores are busy anyway, and the pages of a test don't live long
 * enough to gain from it. It takes a fifth of the processor's time.
 */
const plain = ["--js-flags=--single-threaded"];
// Chromium has no sandbox for root.
const args = process.getuid?.() === 0 ? [...plain, "--no-sandbox"] : plain;

// The tests start the built application themselves, each on its own database below TEST_DATABASE_URL.
export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  forbidOnly: true,
  retries: 0,
  workers: 2,
  // Ends only a test that hangs: `expect` limits the time of each page, and some tests look at twenty. On a machine that was four
  // times slower than usual these took over a minute.
  timeout: 180_000,
  expect: { timeout: 10_000 },
  reporter: process.env.E2E_REPORT ? [["list"], ["json", { outputFile: process.env.E2E_REPORT }]] : [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    locale: "en-GB",
    // Takes a quarter of the time, and in CI nobody could look at it.
    trace: process.env.CI ? "off" : "retain-on-failure",
    launchOptions: { executablePath, args },
  },
});
