import { test as base } from "./test";
import { type Named, withNameServer } from "./zones";

/** Tests on a portal of their own with the real PowerDNS on its database. */
export const test = base.extend<{ named: Named }>({
  named: async ({ ownPortal }, use) => {
    const named = await withNameServer(ownPortal);
    await use(named);
    await named.stop();
  },
});

export { expect } from "./test";
