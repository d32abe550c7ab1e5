// npm run spec -- e2e/frame/toasts.spec.ts [-g words]: runs only some browser tests, with a build and a database like
// in `npm test`.
import { requirePlatform } from "./up/platform.mjs";

requirePlatform();
Promise.all([import("./test/spec.mjs"), import("./up/refusal.mjs")]).then(([{ runSpecs }, { runMain }]) =>
  runMain(() => runSpecs(process.argv.slice(2))),
);
