import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./accessibility";
import { guardOf } from "./guard";

/** Opens a URL, expects the status of its response, and checks its accessibility. */
export async function visit(page: Page, path: string, { status = 200 } = {}): Promise<void> {
  if (status >= 400) guardOf(page).expects(status, /./);
  const response = await page.goto(path);
  expect(response?.status(), path).toBe(status);
  await alive(page);
  await expectAccessible(page);
}

/** Waits until the page is at a URL and its forms work. */
export async function arrive(page: Page, path: string | RegExp): Promise<void> {
  await page.waitForURL((url) => matches(url, path));
  await alive(page);
}

function matches({ pathname, search }: URL, path: string | RegExp): boolean {
  return typeof path === "string" ? pathname + search === path : path.test(pathname + search);
}

/** A page from the server is hydrated a moment later: React marks the elements it has taken over. */
export async function alive(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll("main, form, button, input:not([type=hidden]), select")].every((element) =>
      Object.keys(element).some((key) => key.startsWith("__react")),
    ),
  );
}

/** Chooses an item of a list row's menu; like a person, it tries again if an update closed the menu meanwhile. */
export async function choose(page: Page, row: string, item: string): Promise<void> {
  const entry = page.getByRole("menuitem", { name: item });
  let opened = false;
  await expect(async () => {
    // On a busy machine a click may be answered after its time, when its dialog is open already: then it was chosen.
    if (opened && (await page.getByRole("dialog").or(page.getByRole("alertdialog")).count()) > 0) return;
    // A menu that is still open is chosen from: pressing its button would close it.
    if ((await entry.count()) === 0)
      await page.getByRole("button", { name: `Actions for ${row}` }).click({ timeout: 3_000 });
    opened = true;
    await entry.click({ timeout: 3_000 });
  }).toPass({ timeout: 20_000 });
}
