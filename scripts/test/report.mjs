import { stripVTControlCharacters } from "node:util";

const many = 20;
/** How much of a failed test's message to print at the end: the rest is in the log of its step. */
const messageLines = 12;

/**
 * Collects the results of the steps. A step's result is { passed, failed, notRun?, lines?, failures?, log?, times? }:
 * notRun is a list of { count, need }, need says what to install or to run as; failures is a list of { title, message
 * }; log is its output; times a list of { title, seconds }, one per test.
 */
export function makeReport(say, signal) {
  const steps = [];
  const begun = Date.now();
  return {
    /** Runs one step and keeps its result; a step that breaks counts as one failure. */
    async step({ name, seconds: budget }, work) {
      signal.throwIfAborted();
      say(`started ${name}`);
      const begin = Date.now();
      const result = await work().catch((error) => {
        if (signal.aborted) throw signal.reason;
        return { passed: 0, failed: 1, lines: [error.message] };
      });
      const step = { name, budget, seconds: (Date.now() - begin) / 1_000, notRun: [], ...result };
      say(`\n== ${name}`);
      if (step.log) say(step.log);
      for (const line of step.lines ?? []) say(`  ${line}`);
      steps.push(step);
      say(describeStep(step));
    },

    /** Prints the whole list again, the slowest tests, the failures, and the closing lines; returns the exit code. */
    close() {
      const slowness = slownessOf(steps);
      if (slowness > 1) say(`\nThis machine takes ${slowness.toFixed(2)} times as long as the one of the budgets.`);
      for (const step of steps) for (const line of holdToBudget(step, slowness)) say(line);
      const slowest = steps
        .flatMap(({ name, times = [] }) => times.map((test) => ({ ...test, step: name })))
        .sort((a, b) => b.seconds - a.seconds)
        .slice(0, many);
      if (slowest.length > 0) say(`\nThe ${slowest.length} slowest tests:`);
      for (const { title, seconds, step } of slowest) say(`${inSeconds(seconds)}  ${step}: ${title}`);
      say("\nThe steps, each with its share of all their time:");
      const all = sum(steps.map(({ seconds }) => seconds)) || 1;
      for (const step of steps) say(`${describeStep(step)}${percent(step.seconds / all)}`);
      say(`${"".padEnd(7)}${"total".padEnd(64)}${inSeconds((Date.now() - begun) / 1_000)}`);
      for (const step of steps) for (const line of describeFailures(step)) say(line);
      const failed = sum(steps.map((step) => step.failed));
      const notRun = steps.flatMap((step) => step.notRun);
      if (notRun.length > 0) {
        const needs = [...new Set(notRun.map(({ need }) => need))].join("; ");
        say(`${sum(notRun.map(({ count }) => count))} not run: ${needs}`);
      }
      say(`${sum(steps.map((step) => step.passed))} passed, ${failed} failed`);
      return failed > 0 || (notRun.length > 0 && requiresAll()) ? 1 : 0;
    },
  };
}

const requiresAll = () => process.env.REQUIRE_ALL === "1";

/** Fewer steps than this say nothing about the machine. */
const telling = 5;
/** A machine slower than this is uneven, too: there a budget says nothing about the step. CI's own limit still ends it all. */
const mostSlowness = 2;

/**
 * How much slower than the machine of the budgets this one is: the middle of the steps' times, each as a share of its budget
 * and with its budget as its weight. One step that became slow doesn't move it. Short steps say little, and what is
 * installed is a network's time.
 * @returns at least 1
 */
function slownessOf(steps) {
  const shares = steps
    .filter(({ name, budget }) => budget >= 30 && name !== "packages of the system")
    .map(({ seconds, budget }) => ({ share: seconds / budget, budget }))
    .sort((a, b) => a.share - b.share);
  if (shares.length < telling) return 1;
  let rest = sum(shares.map(({ budget }) => budget)) / 2;
  const middle = shares.find(({ budget }) => {
    rest -= budget;
    return rest <= 0;
  });
  return Math.max(1, middle.share);
}

/**
 * A step that exceeds its budget by half, and by as much again as this machine is slower than the one of the budgets, is a
 * failure in CI. Elsewhere, and on a machine that is too slow to measure on, it is only a remark.
 */
function holdToBudget(step, slowness) {
  const { budget, seconds } = step;
  if (!budget || seconds <= budget * 1.5 * slowness) return [];
  const line = `took ${seconds.toFixed(0)} s; its budget is ${budget} s (scripts/test/plan.mjs)`;
  if (!requiresAll() || slowness > mostSlowness) return [`  ${step.name} ${line}`];
  step.failed++;
  step.lines = [...(step.lines ?? []), line];
  return [];
}

function describeStep({ name, passed, failed, notRun, seconds }) {
  const missing = sum(notRun.map(({ count }) => count));
  const state = failed > 0 ? "FAILED" : missing > 0 ? "partly" : "ok";
  const counts = [`${passed} passed`, failed > 0 && `${failed} failed`, missing > 0 && `${missing} not run`].filter(
    Boolean,
  );
  return `${state.padEnd(7)}${name.padEnd(36)}${counts.join(", ").padEnd(28)}${inSeconds(seconds)}`;
}

/** Repeated at the end, where a reader of a long log looks first. */
function describeFailures({ name, failed, failures = [], lines = [] }) {
  if (failed === 0) return [];
  const told = failures.flatMap(({ title, message }) => [
    title,
    ...stripVTControlCharacters(message).split("\n").slice(0, messageLines),
  ]);
  return [`\nFailed in ${name}:`, ...[...told, ...lines].map((line) => `  ${line}`)];
}

const inSeconds = (seconds) => `${seconds.toFixed(1).padStart(7)} s`;
const percent = (share) => `${(share * 100).toFixed(0).padStart(4)} %`;
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
