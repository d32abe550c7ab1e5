import { defineConfig, devices } from "@playwright/test";

// Empty or missing: Playwright's own browser.
const executablePath = process.env.E2E_CHROMIUM || undefined;
// Chromium refuses its sandbox to root.
const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

// The tests start the built application themselves, on a database of their own below TEST_DATABASE_URL.
export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  forbidOnly: true,
  retries: 0,
  workers: 2,
  // Room for a busy machine: what a page may take is bounded by `expect`.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.E2E_REPORT ? [["list"], ["json", { outputFile: process.env.E2E_REPORT }]] : [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    locale: "en-GB",
    // Costs a quarter of the time, and in CI nobody could look at it.
    trace: process.env.CI ? "off" : "retain-on-failure",
    launchOptions: { executablePath, args },
  },
});
