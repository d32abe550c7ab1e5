import type { Page, Response } from "@playwright/test";

/** The errors that a test expects on a page; all others fail it. */
export interface Guard {
  /** Allows the browser's messages about responses with this status from matching URLs. */
  expects(status: number, address: RegExp): void;
  /** Allows all errors from here on: the portal is being taken away. */
  off(): void;
  /** All unexpected errors. */
  faults(): string[];
}

const guards = new WeakMap<Page, Guard>();
export const guardOf = (page: Page): Guard => {
  const guard = guards.get(page);
  if (!guard) throw new Error("This page was not opened by `browse`.");
  return guard;
};

/**
 * Watches a page from the start: errors of its scripts, the console (which also reports policy violations), and
 * requests.
 */
export function watch(page: Page): Guard {
  const found: string[] = [];
  const expected: { status: number; address: RegExp }[] = [];
  let on = true;
  const note = (text: string) => on && found.push(text);
  const isExpected = (status: number, address: string) =>
    expected.some((each) => each.status === status && each.address.test(address));

  page.on("pageerror", (error) => note(`script: ${error.stack ?? error.message}`));
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    const [, status] = /the server responded with a status of (\d+)/.exec(message.text()) ?? [];
    if (status && isExpected(Number(status), message.location().url)) return;
    note(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    // Requests aborted by navigation.
    if (reason !== "net::ERR_ABORTED") note(`request: ${reason} ${request.url()}`);
  });
  page.on("response", (response: Response) => {
    if (response.status() >= 400 && !isExpected(response.status(), response.url()))
      note(`answer: ${response.status()} ${response.url()}`);
  });
  const guard = {
    expects: (status: number, address: RegExp) => void expected.push({ status, address }),
    off() {
      on = false;
    },
    faults: () => found,
  };
  guards.set(page, guard);
  return guard;
}
