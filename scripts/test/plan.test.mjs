import { expect, it } from "vitest";
import { chooseSteps, plan } from "./plan.mjs";

const keys = (...args) => chooseSteps(args).steps?.map(({ key }) => key);

it("runs everything, or the named steps with those that they need", () => {
  expect(chooseSteps([]).steps).toBe(plan);
  expect(keys("--only", "types,lint")).toEqual(["types", "lint"]);
  expect(keys("--only=browser")).toEqual(["packages", "build", "browser"]);
});

it.each([["--only", "nothing"], ["--only"], ["browser"], ["--only", "types", "lint"]])(
  "refuses %s %s and names the steps",
  (...args) => {
    expect(chooseSteps(args.filter(Boolean)).unknown).toContain("types");
  },
);

it("gives every step a budget, and all of them together at most 25 minutes on two cores, without installation", () => {
  expect(plan.every(({ seconds }) => seconds > 0)).toBe(true);
  const work = plan.filter(({ key }) => key !== "packages");
  const busy = work.reduce((sum, { seconds, cores }) => sum + seconds * cores, 0);
  expect(busy / 2).toBeLessThanOrEqual(25 * 60);
});
