// npm run bench [-- --quick] [--json]: compares the built application with a peer and with a minimal route;
// with --size, with itself: an organisation of 100,000 members against one of ten.
import { requirePlatform } from "./up/platform.mjs";

requirePlatform();
Promise.all([import("./bench/main.mjs"), import("./up/refusal.mjs")]).then(([{ bench }, { runMain }]) =>
  runMain(() => bench(process.argv.slice(2))),
);
