import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "./accessibility";
import { guardOf } from "./guard";
import { alive } from "./visit";

export type Theme = "light" | "dark";
/** Wide pages are checked in light, narrow ones in dark: each page in both themes, at half the time. */
export const widthOf = { light: 1280, dark: 360 };
const height = 900;

/**
 * A test of many pages may take longer, or it would be aborted in the middle of a page with the error that the browser
 * was closed.
 */
const morePatience = (pages: number) =>
  test.setTimeout(test.info().timeout + pages * (process.env.E2E_PICTURES ? 20_000 : 10_000));

/**
 * Checks pages in both themes and at all widths; with E2E_PICTURES a screenshot of each goes into that folder. Each is
 * loaded in light and switched to dark in place, like with the theme button. The first one is loaded in dark as well.
 */
export async function look(page: Page, pages: [name: string, path: string, status?: number][]) {
  morePatience(pages.length);
  for (const [place, [name, path, status = 200]] of pages.entries()) {
    if (status >= 400) guardOf(page).expects(status, /./);
    const load = async (theme: Theme) => {
      await chooseTheme(page, theme);
      expect((await page.goto(path))?.status(), path).toBe(status);
      await alive(page);
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    };
    await load("light");
    for (const width of [1280, 768, 360]) {
      await page.setViewportSize({ width, height });
      await expectNoSidewaysScroll(page);
      if (width === widthOf.light) await expectAccessible(page);
    }
    await (place === 0 ? load("dark") : turnTo(page, "dark"));
    await expectAccessible(page);
    await takePictures(page, name);
  }
}

/** Sets the theme of pages loaded from now on. */
async function chooseTheme(page: Page, theme: Theme) {
  await page.context().addCookies([{ name: "theme", value: theme, url: new URL("/", page.url()).href }]);
}

/** Sets the theme of the open page, like its button does (components/frame/use-theme.ts). */
async function turnTo(page: Page, theme: Theme) {
  await page.evaluate((to) => document.documentElement.setAttribute("data-theme", to), theme);
}

/**
 * Checks the open dialog or menu of a page in both themes: wide in light, narrow in dark, and then back. The page isn't
 * reloaded, so that it stays open.
 */
export async function lookAtOpen(page: Page, name: string, within?: string) {
  morePatience(1);
  const before = page.viewportSize();
  for (const theme of ["light", "dark"] as const) {
    await turnTo(page, theme);
    await page.setViewportSize({ width: widthOf[theme], height });
    await expectAccessible(page, within);
    await expectNoSidewaysScroll(page);
    const folder = process.env.E2E_PICTURES;
    if (folder) await page.screenshot({ path: `${folder}/open-${name}-${widthOf[theme]}-${theme}.png` });
  }
  await turnTo(page, "light");
  if (before) await page.setViewportSize(before);
}

async function takePictures(page: Page, name: string) {
  const folder = process.env.E2E_PICTURES;
  if (!folder) return;
  for (const theme of ["light", "dark"] as const) {
    await turnTo(page, theme);
    for (const width of [1440, 1280, 768, 360]) {
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: `${folder}/${name}-${width}-${theme}.png`, fullPage: true });
    }
  }
}
