/**
 * Collects what the steps found. A step's result is { passed, failed, notRun?, lines? }: notRun is a list of
 * { count, need }, need being what to install or to be.
 */
export function makeReport(say, signal) {
  const steps = [];
  return {
    /** Runs one step and keeps its result; a step that breaks counts as one failure. */
    async step(name, work) {
      signal.throwIfAborted();
      say(`\n== ${name}`);
      const begin = Date.now();
      const result = await work().catch((error) => {
        if (signal.aborted) throw signal.reason;
        return { passed: 0, failed: 1, lines: [error.message] };
      });
      for (const line of result.lines ?? []) say(`  ${line}`);
      const step = { name, seconds: (Date.now() - begin) / 1_000, notRun: [], ...result };
      steps.push(step);
      say(describeStep(step));
    },

    /** The result of an earlier step. */
    find: (name) => steps.find((step) => step.name === name),

    /** Prints the list once more, all together, and the closing lines; answers the exit code. */
    close() {
      say("");
      for (const step of steps) say(describeStep(step));
      const failed = sum(steps.map((step) => step.failed));
      const notRun = steps.flatMap((step) => step.notRun);
      if (notRun.length > 0) {
        const needs = [...new Set(notRun.map(({ need }) => need))].join("; ");
        say(`${sum(notRun.map(({ count }) => count))} not run: ${needs}`);
      }
      say(`${sum(steps.map((step) => step.passed))} passed, ${failed} failed`);
      return failed > 0 || (notRun.length > 0 && process.env.REQUIRE_ALL === "1") ? 1 : 0;
    },
  };
}

function describeStep({ name, passed, failed, notRun, seconds }) {
  const missing = sum(notRun.map(({ count }) => count));
  const state = failed > 0 ? "FAILED" : missing > 0 ? "partly" : "ok";
  const counts = [`${passed} passed`, failed > 0 && `${failed} failed`, missing > 0 && `${missing} not run`].filter(
    Boolean,
  );
  return `${state.padEnd(7)}${name.padEnd(36)}${counts.join(", ").padEnd(28)}${seconds.toFixed(1).padStart(7)} s`;
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
