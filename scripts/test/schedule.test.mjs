import { expect, it } from "vitest";
import { runSideBySide } from "./schedule.mjs";

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Runs steps that end one by one, the longest-running first. @returns the steps that ran together at each end */
async function watch(steps) {
  const running = [];
  const seen = [];
  const whole = runSideBySide(steps, ({ key }) => new Promise((resolve) => running.push({ key, resolve })));
  for (let ended = 0; ended < steps.length; ended++) {
    await turn();
    seen.push(running.map(({ key }) => key).join(" "));
    running.shift()?.resolve();
    await turn();
  }
  await whole;
  return seen;
}

it("runs two steps of one core in parallel, and one of two cores by itself", async () => {
  const steps = [
    { key: "a", cores: 1 },
    { key: "both", cores: 2 },
    { key: "b", cores: 1 },
    { key: "c", cores: 1 },
  ];
  expect(await watch(steps)).toEqual(["a b", "b c", "c", "both"]);
});

it("begins a step when those that it needs have ended, and lets others go first meanwhile", async () => {
  const steps = [
    { key: "build", cores: 1 },
    { key: "programs", cores: 1, after: ["build"] },
    { key: "types", cores: 1 },
  ];
  expect(await watch(steps)).toEqual(["build types", "types programs", "programs"]);
});

it("never runs a step beside one that it is apart from, and lets others go first meanwhile", async () => {
  const steps = [
    { key: "types", cores: 1 },
    { key: "build", cores: 1, apart: ["types"] },
    { key: "lint", cores: 1 },
  ];
  expect(await watch(steps)).toEqual(["types lint", "lint build", "build"]);
});

it("ends with the first aborted step, and names unreachable steps", async () => {
  const broken = runSideBySide([{ key: "a", cores: 1 }], async () => {
    throw new Error("asked to end");
  });
  await expect(broken).rejects.toThrow("asked to end");
  await expect(runSideBySide([{ key: "a", cores: 1, after: ["a"] }], async () => {})).rejects.toThrow(
    "nothing leads to",
  );
});
