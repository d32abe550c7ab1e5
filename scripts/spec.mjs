// npm run spec -- e2e/frame/toasts.spec.ts [-g words]: some browser tests alone, on a build and a database as `npm test` gives them.
import { requirePlatform } from "./up/platform.mjs";

requirePlatform();
Promise.all([import("./test/spec.mjs"), import("./up/refusal.mjs")]).then(([{ runSpecs }, { runMain }]) =>
  runMain(() => runSpecs(process.argv.slice(2))),
);
