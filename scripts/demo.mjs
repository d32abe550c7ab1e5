// npm run demo [-- --dev]: a portal with a demo town. Uses only Node's own modules until the dependencies are
// installed.
import { requirePlatform } from "./up/platform.mjs";

requirePlatform();
Promise.all([import("./demo/main.mjs"), import("./up/refusal.mjs")]).then(([{ demo }, { runMain }]) =>
  runMain(() => demo({ dev: process.argv.includes("--dev") })),
);
