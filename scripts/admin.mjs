// npm run admin -- <noun> <verb> … [--json]: administration without a browser.
import { requirePlatform } from "./up/platform.mjs";

requirePlatform();
Promise.all([import("./up/admin.mjs"), import("./up/refusal.mjs")]).then(([{ admin }, { runMain }]) =>
  runMain(() => admin(process.argv.slice(2))),
);
