import { expect, type Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "./accessibility";
import { guardOf } from "./guard";
import { alive } from "./visit";

/** What is wide is looked at in light, what is narrow in dark: each page in both, at half the time. */
export const widthOf = { light: 1280, dark: 360 };

/** Every page in one theme; with E2E_PICTURES a picture of each goes into that folder. */
export async function look(
  page: Page,
  theme: "light" | "dark",
  pages: [name: string, path: string, status?: number][],
) {
  const folder = process.env.E2E_PICTURES;
  await page.context().addCookies([{ name: "theme", value: theme, url: new URL("/", page.url()).href }]);
  for (const [name, path, status = 200] of pages) {
    if (status >= 400) guardOf(page).expects(status, /./);
    expect((await page.goto(path))?.status(), path).toBe(status);
    await alive(page);
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    for (const width of folder ? [1440, 1280, 768, 360] : [1280, 768, 360]) {
      await page.setViewportSize({ width, height: 900 });
      await expectNoSidewaysScroll(page);
      if (width === widthOf[theme]) await expectAccessible(page);
      if (folder) await page.screenshot({ path: `${folder}/${name}-${width}-${theme}.png`, fullPage: true });
    }
  }
}
