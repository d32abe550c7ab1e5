import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Pages that this worker has found to be sound already, by all that could make a difference but the words. */
const seen = new Set<string>();

const shapeOf = (page: Page) =>
  page.evaluate(() => {
    const root = document.documentElement;
    const elements = [...document.querySelectorAll("body *:not(script)")].map(
      ({ tagName, className, attributes, childElementCount }) =>
        `${tagName}.${className} ${childElementCount} ${[...attributes].map(({ name, value }) => (/^(aria-(?!label|describedby|controls)|role|tabindex|type|open|hidden)/.test(name) ? `${name}=${value}` : name))}`,
    );
    const dark = root.dataset.theme ?? matchMedia("(prefers-color-scheme: dark)").matches;
    return [innerWidth, dark, document.title !== "", root.lang, ...elements].join("\n");
  });

/** What comes in is half transparent for a moment, and its contrast is nobody's then: every animation that ends is brought to its end. */
const settled = (page: Page) =>
  page.evaluate(async () => {
    const moving = () =>
      document
        .getAnimations()
        .filter(
          ({ playState, effect }) => playState !== "finished" && effect?.getComputedTiming().endTime !== Infinity,
        );
    // What ends may take something away, and that may begin another.
    for (let round = 0; round < 20 && moving().length > 0; round++) {
      for (const one of moving()) one.finish();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });

/**
 * No violation on the page as it is now, or in a part of it: what floats above the rest may leave only a strip of a link to be seen.
 * Meanwhile it is shown as to people who want no motion: what still comes in is there at once, and never half transparent.
 */
export async function expectAccessible(page: Page, within = "html"): Promise<void> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expectNoViolation(page, within);
  await page.emulateMedia({ reducedMotion: null });
}

async function expectNoViolation(page: Page, within: string): Promise<void> {
  await settled(page);
  const shape = `${within} ${await shapeOf(page)}`;
  if (seen.has(shape)) return;
  // "Legacy" means without a second page to gather the results of frames in, of which there are none.
  // It judges everything, and describes each element of what is wrong alone: that is half of its time.
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    .include(within)
    .withTags(standards);
  const { violations } = await axe.setLegacyMode().analyze();
  const told = violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html }) => html).join("\n")}`);
  expect(told, `accessibility of ${page.url()}`).toEqual([]);
  seen.add(shape);
}

/** Everything fits into the window's width. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { inner, outer } = await page.evaluate(() => ({
    inner: document.documentElement.scrollWidth,
    outer: document.documentElement.clientWidth,
  }));
  expect(inner, `width of ${page.url()}`).toBeLessThanOrEqual(outer);
}
