// npm run up, npm run dev (--dev). Nothing but Node's own modules until the dependencies are there.
import { requirePlatform } from "./up/platform.mjs";

requirePlatform();
// Loaded only now: an unsupported Node must get as far as the line above.
Promise.all([import("./up/main.mjs"), import("./up/refusal.mjs")]).then(([{ up }, { runMain }]) =>
  runMain(() => up({ dev: process.argv.includes("--dev") })),
);
