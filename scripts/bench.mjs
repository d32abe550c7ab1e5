// npm run bench [-- --quick] [--json]: measures the built application beside a peer and beside the least that a route can do;
// with --size, beside itself: an organisation of 100,000 members against one of ten.
import { requirePlatform } from "./up/platform.mjs";

requirePlatform();
Promise.all([import("./bench/main.mjs"), import("./up/refusal.mjs")]).then(([{ bench }, { runMain }]) =>
  runMain(() => bench(process.argv.slice(2))),
);
