import { run } from "../up/children.mjs";
import { canInstall, install } from "./apt.mjs";

/** Headless Chromium, like Playwright's own: a test takes three quarters of the time. */
const shells = ["", "/usr/bin/chromium-headless-shell"];
const whole = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const need = "chromium (apt-get install chromium, or npx playwright install --with-deps chromium)";

/**
 * A browser that really starts: { path } with "" for Playwright's own, or { need } when there is none. The system's
 * packages are preferred, because a closed network may not allow a download.
 */
export async function findBrowser({ say, signal }) {
  const installed = async (name) => canInstall() && (await install(name, { say, signal }));
  const found =
    (await firstThatStarts(shells)) ??
    ((await installed("chromium-headless-shell")) ? await firstThatStarts(shells) : undefined) ??
    (await firstThatStarts(whole)) ??
    ((await installed("chromium")) ? await firstThatStarts(whole) : undefined);
  if (found !== undefined) return { path: found };
  await download({ say, signal });
  return (await starts("")) ? { path: "" } : { need };
}

async function firstThatStarts(paths) {
  for (const path of paths) if (await starts(path)) return path;
}

async function starts(path) {
  const args = process.getuid() === 0 ? ["--no-sandbox"] : [];
  try {
    const { chromium } = await import("@playwright/test");
    const browser = await chromium.launch({ executablePath: path || undefined, args, timeout: 30_000 });
    await browser.close();
    return true;
  } catch {
    return false;
  }
}

/** One attempt with a short timeout. */
async function download({ say, signal }) {
  say("Trying to download Playwright's browser.");
  const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "5000" };
  const bound = AbortSignal.any([signal, AbortSignal.timeout(120_000)]);
  await run([process.execPath, "node_modules/@playwright/test/cli.js", "install", "chromium"], {
    env,
    signal: bound,
  }).catch(() => {
    signal.throwIfAborted();
  });
}
