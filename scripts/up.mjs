// npm run up, npm run dev (--dev). Uses only Node's own modules until the dependencies are installed.
import { requirePlatform } from "./up/platform.mjs";

requirePlatform();
// Imported only now, so that an unsupported Node gets as far as the line above.
Promise.all([import("./up/main.mjs"), import("./up/refusal.mjs")]).then(([{ up }, { runMain }]) =>
  runMain(() => up({ dev: process.argv.includes("--dev") })),
);
