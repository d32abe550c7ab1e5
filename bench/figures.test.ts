import { expect, test } from "vitest";
import { geometricMean, median, percentile, ratio, type Stretch, typical } from "@/bench/figures";

const stretch = (requestsPerSecond: number, nodeCpuMs: number | null = 1): Stretch => ({
  requestsPerSecond,
  p50Ms: 10,
  p99Ms: 20,
  nodeCpuMs,
  postgresCpuMs: 2,
});

test("a median is the middle value, or lies between the two in the middle", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
});

test("a percentile is a measured value", () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(percentile(values, 0.5)).toBe(50);
  expect(percentile(values, 0.99)).toBe(99);
  expect(percentile([7], 0.99)).toBe(7);
});

test("a geometric mean weighs ratios equally", () => {
  expect(geometricMean([0.5, 2])).toBeCloseTo(1);
  expect(geometricMean([2, 8])).toBeCloseTo(4);
});

test("a ratio compares neighbours, so that a slow round counts for both", () => {
  const ours = [stretch(200), stretch(20), stretch(200)];
  const theirs = [stretch(100), stretch(10), stretch(100)];
  expect(ratio(ours, theirs)).toBe(2);
});

test("each figure is the median over the rounds, or nothing if a round has none", () => {
  expect(typical([stretch(1), stretch(9), stretch(5)]).requestsPerSecond).toBe(5);
  expect(typical([stretch(1), stretch(9, null)]).nodeCpuMs).toBeNull();
});
