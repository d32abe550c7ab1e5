import fs from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { RunOptions } from "axe-core";
import { describeShape } from "./shape";

const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/**
 * The rules about colours and sizes: all that can differ when the same elements are shown in another theme or a
 * narrower window.
 */
const ofLooks = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"];

/** The pages, kinds of elements, and looks in a theme and width that this worker has found to be accessible. */
const sound = { pages: new Set<string>(), kinds: new Set<number>(), looks: new Set<string>() };

/**
 * Elements that appear are half transparent for a moment, which distorts their contrast: every finite animation is
 * brought to its end.
 */
const settled = (page: Page) =>
  page.evaluate(async () => {
    const moving = () =>
      document
        .getAnimations()
        .filter(
          ({ playState, effect }) => playState !== "finished" && effect?.getComputedTiming().endTime !== Infinity,
        );
    // The end of one animation may start another.
    for (let round = 0; round < 20 && moving().length > 0; round++) {
      for (const one of moving()) one.finish();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });

/** On a scrolled page something is half under the top bar, too small to press until the page scrolls on. */
const toTop = (page: Page) =>
  page.evaluate(() => {
    const floating = "[role=dialog], [role=menu], [role=listbox], [role=tooltip]";
    if (!document.querySelector(floating)) window.scrollTo(0, 0);
  });

/**
 * Expects no violation on the current page, or in a part of it, because a floating element may leave only a strip of a
 * link visible. Meanwhile motion is reduced, so that appearing elements are there at once and never half transparent.
 *
 * A page is judged whole once. After that it is what was on no page before that is judged, and, in another theme or
 * width, what was never seen there by all that depends on these.
 */
export async function expectAccessible(page: Page, within = "html"): Promise<void> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await toTop(page);
  await settled(page);
  // It comes last in a page that is streamed.
  await expect(page).toHaveTitle(/./);
  // An element that disappears between two checks (such as a toast) is covered by neither: then the page is checked
  // again.
  for (let looks = 0; !(await judgeAsItIs(page, within)); looks++)
    expect(looks, `${page.url()} goes on changing`).toBeLessThan(10);
  await page.emulateMedia({ reducedMotion: null });
}

/** @returns whether everything to be checked was still there at the end */
async function judgeAsItIs(page: Page, within: string): Promise<boolean> {
  const shape = await page.evaluate(describeShape, within);
  const known = sound.pages.has(shape.page);
  const kinds = shape.kinds.filter((kind) => !known || !sound.kinds.has(kind));
  const looks = shape.kinds.filter((kind) => known && !sound.looks.has(`${shape.looks} ${kind}`));
  const told = [
    kinds.length > 0 ? await judge(page, known ? kinds : within, { runOnly: standards }) : [],
    looks.length > 0 ? await judge(page, looks, { runOnly: { type: "rule", values: ofLooks } }) : [],
  ];
  if (told.includes(null)) return false;
  expect(told.flat(), `accessibility of ${page.url()}`).toEqual([]);
  sound.pages.add(shape.page);
  for (const kind of shape.kinds) {
    sound.kinds.add(kind);
    sound.looks.add(`${shape.looks} ${kind}`);
  }
  return true;
}

/**
 * The violations that axe finds in a part of the page, or in the elements of some kinds; null if some of these are gone
 * meanwhile. Axe is loaded into a page at its first check.
 */
async function judge(page: Page, what: string | number[], options: RunOptions): Promise<string[] | null> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  return await page.evaluate(
    async ({ what, options }) => {
      const elements =
        typeof what === "string"
          ? [...document.querySelectorAll(what)]
          : what.flatMap((kind) => window.elementsOfKind.get(kind) ?? []);
      if (elements.some((element) => !element.isConnected)) return null;
      // There are no frames; only violations are described, each element by itself.
      const { violations } = await window.axe.run(
        { include: elements },
        { ...options, resultTypes: ["violations"], iframes: false, preload: false },
      );
      return violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html }) => html).join("\n")}`);
    },
    { what, options },
  );
}

declare global {
  interface Window {
    axe: typeof import("axe-core");
  }
}

/** Everything fits into the window's width. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { inner, outer } = await page.evaluate(() => ({
    inner: document.documentElement.scrollWidth,
    outer: document.documentElement.clientWidth,
  }));
  expect(inner, `width of ${page.url()}`).toBeLessThanOrEqual(outer);
}
