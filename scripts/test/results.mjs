import fs from "node:fs";
import { dockerNeed } from "./docker.mjs";
import { tools } from "./tools.mjs";

/** A test that is skipped because something is missing says so at the end of its name, and counts as not run. */
const needs = [
  [/\(as root\)$/, "run as root"],
  [/\(with Docker\)$/, dockerNeed],
  ...tools.map(({ name, need }) => [new RegExp(`\\(with ${name}\\)$`), need]),
];

/** The counts of a vitest report, the failures with their messages, and the time of each test. */
export function readVitest(file, code = 0) {
  const report = readJson(file);
  if (!report) return { passed: 0, failed: 1, notRun: [], lines: ["vitest ended without a report"] };
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const result = count(
    tests.map(({ status, fullName, failureMessages }) => ({
      title: fullName,
      state: vitestStates[status] ?? "skipped",
      message: failureMessages?.[0],
    })),
  );
  // A file that can't be loaded has no tests to fail.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  result.failed += broken.length;
  // An error outside the tests is in no report: only the exit code shows it.
  const outside = result.failed === 0 && (code !== 0 || !report.success);
  if (outside) result.failed = 1;
  return {
    ...result,
    ...(outside && { lines: ["something failed outside the tests; see above"] }),
    times: tests.map(({ fullName, duration = 0 }) => ({ title: fullName, seconds: duration / 1_000 })),
  };
}

const vitestStates = { passed: "passed", failed: "failed" };

/** The counts of a Playwright report. A test that only passes on a second attempt counts as failed. */
export function readPlaywright(file, code) {
  const report = readJson(file);
  if (!report) return { passed: 0, failed: 1, lines: ["Playwright ended without a report"] };
  const tests = playwrightTests(report.suites);
  const result = { ...count(tests), times: tests.map(({ title, seconds }) => ({ title, seconds })) };
  if (result.failed === 0 && (code !== 0 || report.errors.length > 0)) {
    return { ...result, failed: 1, lines: report.errors.map(({ message }) => message?.split("\n")[0]) };
  }
  return result;
}

/** The number of tests in a vitest list, ignoring output before it. A list that can't be parsed counts as one. */
export function countVitest(text) {
  try {
    return JSON.parse(text.slice(text.indexOf("["))).length;
  } catch {
    return 1;
  }
}

export function countPlaywright(text) {
  try {
    return playwrightTests(JSON.parse(text).suites).length;
  } catch {
    return 0;
  }
}

const playwrightStates = { expected: "passed", unexpected: "failed", flaky: "failed" };

function playwrightTests(suites = []) {
  return suites.flatMap((suite) => [
    ...(suite.specs ?? []).flatMap(({ title, tests }) =>
      tests.map(({ status, results = [] }) => ({
        title,
        state: playwrightStates[status] ?? "skipped",
        message: results.find(({ error }) => error)?.error.message,
        seconds: results.reduce((sum, { duration }) => sum + duration, 0) / 1_000,
      })),
    ),
    ...playwrightTests(suite.suites),
  ]);
}

/** A skipped test without a reason is a failure: it would go unnoticed otherwise. */
function count(tests) {
  const left = tests.filter(({ state }) => state === "skipped");
  const skipped = left.filter(({ title }) => !needs.some(([ending]) => ending.test(title)));
  const notRun = needs.map(([ending, need]) => ({
    count: left.filter(({ title }) => ending.test(title)).length,
    need,
  }));
  return {
    passed: tests.filter(({ state }) => state === "passed").length,
    failed: tests.filter(({ state }) => state === "failed").length + skipped.length,
    notRun: notRun.filter(({ count }) => count > 0),
    lines: skipped.map(({ title }) => `skipped, which counts as failed: ${title}`),
    failures: tests.filter(({ state }) => state === "failed").map(({ title, message = "" }) => ({ title, message })),
  };
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
