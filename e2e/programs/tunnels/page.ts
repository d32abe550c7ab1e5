import fs from "node:fs/promises";
import { chromium } from "@playwright/test";

const found = process.env.E2E_CHROMIUM ?? "/usr/bin/chromium-headless-shell";
/** The browser of `npm test`, or Debian's; undefined: Playwright's own. */
export const browserFile = found || undefined;

/** Signs in, adds a device on the page of its organisation, and @returns the configuration that the browser saves. */
export async function addByPage(portal: string, organisation: string, name: string): Promise<string> {
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: browserFile, args });
  try {
    const page = await browser.newPage({ baseURL: portal, locale: "en-GB" });
    page.setDefaultTimeout(60_000);
    await page.goto(`/sign-in?next=/dashboard/organisations/${organisation}/tunnels`);
    await page.getByLabel("E-mail").fill("ada@example.org");
    await page.getByLabel("Password", { exact: true }).fill("correct horse battery staple");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("button", { name: "Add a device" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("Name", { exact: true }).fill(name);
    await form.getByRole("button", { name: "Add device" }).click();
    const saving = page.waitForEvent("download");
    await form.getByRole("button", { name: `Download ${name}.conf` }).click();
    return await fs.readFile(await (await saving).path(), "utf8");
  } finally {
    await browser.close();
  }
}
