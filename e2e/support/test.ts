import { randomInt } from "node:crypto";
import { type BrowserContextOptions, test as base, expect, type Page } from "@playwright/test";
import { busybox, makeEngine } from "@/lib/docker/testing/engine";
import { watch } from "./guard";
import { newLiveNode } from "./nodes";
import type { Person } from "./people";
import { type Portal, startPortal } from "./portal";
import { type Named, startNamed } from "./zones";

/**
 * The fixtures that all tests of a worker share, started on first use. All are in this file: another file with more of
 * them would get a new worker.
 */
interface Shared {
  portals: { withMail(): Promise<Portal>; byHand(): Promise<Portal> };
  /** A portal with the real PowerDNS on its database. */
  named: Named;
  /** A real Docker Engine; only for tests with `test` from docker.ts. */
  engine: ReturnType<typeof makeEngine>;
  /** A portal with that engine as its only node, Iron one. */
  live: Portal;
}
interface Fixtures {
  /** Whether the portal has a mail server: `test.use({ byMail: false })`. */
  byMail: boolean;
  /** The portal that all tests of a worker use, each with people and organisations of its own. */
  portal: Portal;
  /** A portal for this test only, for tests that change shared state. */
  ownPortal: (settings?: Parameters<typeof startPortal>[0]) => Promise<Portal>;
  /** A network address for this test only, because rates are counted by it. */
  address: string;
  /** A browser of a user, or of a stranger; any unexpected error in it fails the test. */
  browse: (
    who?: Pick<Person, "session"> | null,
    options?: BrowserContextOptions & { portal?: Portal },
  ) => Promise<Page>;
}

export const test = base.extend<Fixtures, Shared>({
  portals: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from it
    async ({}, use) => {
      const started: Partial<Record<"mail" | "hand", Promise<Portal>>> = {};
      await use({
        withMail: () => (started.mail ??= startPortal()),
        byHand: () => (started.hand ??= startPortal({ byMail: false })),
      });
      for (const portal of Object.values(started)) await (await portal).close();
    },
    { scope: "worker" },
  ],
  named: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const named = await startNamed();
      await use(named);
      await named.stop();
    },
    { scope: "worker" },
  ],
  engine: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const engine = makeEngine();
      await engine.open();
      await use(engine);
      await engine.close();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  live: [
    async ({ engine }, use) => {
      const portal = await startPortal({ env: { FILES_IMAGE: busybox } });
      await newLiveNode(portal, engine.address.endpoint, "Iron one");
      await use(portal);
      await portal.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  byMail: [true, { option: true }],
  portal: async ({ portals, byMail }, use) => use(await (byMail ? portals.withMail() : portals.byHand())),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  ownPortal: async ({}, use) => {
    const own: Portal[] = [];
    await use(async (settings) => {
      const portal = await startPortal(settings);
      own.push(portal);
      return portal;
    });
    for (const portal of own) await portal.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  address: async ({}, use) => use(`198.18.${randomInt(256)}.${randomInt(1, 255)}`),
  browse: async ({ browser, portals, byMail, address }, use) => {
    const open: { page: Page; faults: () => string[] }[] = [];
    await use(async (who, { portal, ...options } = {}) => {
      const { url } = portal ?? (await (byMail ? portals.withMail() : portals.byHand()));
      const context = await browser.newContext({
        baseURL: url,
        extraHTTPHeaders: { "x-forwarded-for": address },
        ...options,
      });
      if (who) await context.addCookies([sessionCookie(url, who.session)]);
      const page = await context.newPage();
      open.push({ page, faults: watch(page).faults });
      return page;
    });
    for (const { page } of open) await page.context().close();
    expect(open.flatMap(({ faults }) => faults())).toEqual([]);
  },
  page: async ({ browse }, use) => use(await browse()),
});

/** The cookie set by sign-in; its name is from lib/doors/http/caller.ts. */
export function sessionCookie(url: string, value: string) {
  return { name: `guildhall-${new URL(url).port}.session`, value, url, httpOnly: true, sameSite: "Lax" as const };
}

export { expect } from "@playwright/test";
