import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { makeReport } from "./report.mjs";
import { countVitest, readPlaywright, readVitest } from "./results.mjs";

function file(content) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "guildhall-"));
  onTestFinished(() => fs.rmSync(folder, { recursive: true }));
  const name = path.join(folder, "report.json");
  fs.writeFileSync(name, JSON.stringify(content));
  return name;
}

const vitest = (states, more = {}, code = 0) =>
  readVitest(
    file({
      success: true,
      testResults: [
        {
          name: "/a.test.ts",
          status: "passed",
          assertionResults: states.map(([status, fullName]) => ({ status, fullName })),
        },
      ],
      ...more,
    }),
    code,
  );

it("counts a skipped test as failed, and one that needs root as not run", () => {
  const result = vitest([
    ["passed", "a"],
    ["failed", "b"],
    ["pending", "c"],
    ["skipped", "d (as root)"],
  ]);
  expect(result).toMatchObject({ passed: 1, failed: 2, notRun: [{ count: 1, need: "run as root" }] });
});

it("counts a test that needs a missing DNS tool as not run, and names the package", () => {
  expect(vitest([["skipped", "a (with bind9-utils)"]])).toMatchObject({
    failed: 0,
    notRun: [{ count: 1, need: "bind9-utils (apt-get install bind9-utils)" }],
  });
});

it("counts a file that can't be loaded, a run without success and a missing report as failures", () => {
  expect(vitest([], { testResults: [{ name: "/a", status: "failed", assertionResults: [] }] }).failed).toBe(1);
  expect(vitest([], { success: false, testResults: [] }).failed).toBe(1);
  expect(readVitest("/nowhere.json").failed).toBe(1);
});

it("counts an error outside the tests as a failure, by the exit code", () => {
  expect(vitest([["passed", "a"]], {}, 1)).toMatchObject({ passed: 1, failed: 1, lines: [expect.any(String)] });
  expect(vitest([["failed", "a"]], {}, 1)).toMatchObject({ passed: 0, failed: 1 });
});

it("counts a browser test that passed on a second attempt as failed, also in nested groups", () => {
  const suite = (status) => ({ specs: [{ title: "t", tests: [{ status }] }] });
  const report = {
    errors: [],
    suites: [{ suites: [suite("expected"), suite("flaky")] }, suite("unexpected"), suite("skipped")],
  };
  expect(readPlaywright(file(report), 1)).toMatchObject({ passed: 1, failed: 3 });
});

it("counts the tests of a list, and a list that can't be parsed as one", () => {
  expect(countVitest('[{"name":"a"},{"name":"b"}]')).toBe(2);
  expect(countVitest("vitest fell over")).toBe(1);
});

it("counts a browser run without tests as failed", () => {
  expect(readPlaywright(file({ errors: [{ message: "No tests found" }], suites: [] }), 1).failed).toBe(1);
});

it.each([
  ["", 0],
  ["1", 1],
])("closes with the tests not run and the counts (REQUIRE_ALL=%s)", async (requireAll, code) => {
  vi.stubEnv("REQUIRE_ALL", requireAll);
  onTestFinished(() => void vi.unstubAllEnvs());
  const said = [];
  const report = makeReport((line) => said.push(line), new AbortController().signal);
  await report.step({ name: "one" }, async () => ({ passed: 2, failed: 0 }));
  await report.step({ name: "two" }, async () => ({ passed: 0, failed: 0, notRun: [{ count: 3, need: "chromium" }] }));
  expect(report.close()).toBe(code);
  expect(said.slice(-2)).toEqual(["3 not run: chromium", "2 passed, 0 failed"]);
});

/** A report of one step that took this many seconds with a budget of ten, after others with budgets of a hundred. */
async function closing(seconds, requireAll, others = []) {
  vi.stubEnv("REQUIRE_ALL", requireAll);
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.unstubAllEnvs();
    vi.useRealTimers();
  });
  const said = [];
  const report = makeReport((line) => said.push(line), new AbortController().signal);
  const times = Array.from({ length: 30 }, (_, number) => ({ title: `test ${number}`, seconds: number }));
  for (const taken of others)
    await report.step({ name: "other", seconds: 100 }, async () => {
      vi.advanceTimersByTime(taken * 1_000);
      return { passed: 1, failed: 0 };
    });
  await report.step({ name: "one", seconds: 10 }, async () => {
    vi.advanceTimersByTime(seconds * 1_000);
    return { passed: 30, failed: 0, times };
  });
  return { code: report.close(), said };
}

it("fails a step that exceeds its budget by half in CI, and only says so elsewhere", async () => {
  expect((await closing(15, "1")).code).toBe(0);
  const late = await closing(16, "1");
  expect(late.code).toBe(1);
  expect(late.said).toContain("  took 16 s; its budget is 10 s (scripts/test/plan.mjs)");
  const elsewhere = await closing(16, "");
  expect(elsewhere.code).toBe(0);
  expect(elsewhere.said).toContain("  one took 16 s; its budget is 10 s (scripts/test/plan.mjs)");
});

it("measures a step by the others of its run, because machines differ, and only says so on one twice as slow", async () => {
  const slow = [180, 180, 180, 180, 180];
  expect((await closing(26, "1", slow)).code).toBe(0);
  expect((await closing(28, "1", slow)).code).toBe(1);
  expect((await closing(29, "1", [200, 200, 200, 200, 200])).code).toBe(0);
  expect((await closing(31, "1", [200, 200, 200, 200, 200])).code).toBe(1);
  const tooSlow = await closing(46, "1", [210, 210, 210, 210, 210]);
  expect(tooSlow.code).toBe(0);
  expect(tooSlow.said).toContain("  one took 46 s; its budget is 10 s (scripts/test/plan.mjs)");
  // One slow step says nothing about the machine, and neither do few steps.
  expect((await closing(16, "1", [100, 100, 140, 100, 90])).code).toBe(1);
  expect((await closing(16, "1", [140, 140, 140, 140])).code).toBe(1);
});

it("lists before the counts which tests failed, with the beginning of their messages", async () => {
  const failing = [{ status: "failed", fullName: "is so", failureMessages: [`\u001b[31mno\n${"at\n".repeat(30)}`] }];
  const inVitest = vitest([], { testResults: [{ name: "/a", status: "failed", assertionResults: failing }] });
  const results = [{ duration: 1, error: { message: "not seen" } }];
  const shown = { specs: [{ title: "is shown", tests: [{ status: "unexpected", results }] }] };
  const said = [];
  const report = makeReport((line) => said.push(line), new AbortController().signal);
  await report.step({ name: "one" }, async () => inVitest);
  await report.step({ name: "two" }, async () => readPlaywright(file({ errors: [], suites: [shown] }), 1));
  report.close();
  const end = said.slice(said.indexOf("\nFailed in one:"));
  expect(end.slice(0, 4)).toEqual(["\nFailed in one:", "  is so", "  no", "  at"]);
  expect(end.slice(-4)).toEqual(["\nFailed in two:", "  is shown", "  not seen", "0 passed, 2 failed"]);
  expect(end.length).toBeLessThan(20);
});

it("ends with the twenty slowest tests, the slowest first, and each step’s share", async () => {
  const { said } = await closing(1, "");
  const slowest = said.filter((line) => /one: test \d+$/.test(line));
  expect(slowest).toHaveLength(20);
  expect(slowest[0]).toContain("29.0 s  one: test 29");
  expect(said.some((line) => /^ok +one .*1\.0 s +100 %$/.test(line))).toBe(true);
});
