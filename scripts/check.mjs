// npm run check: types, lint, boundaries, structure. Prints a line for each problem; exit code 1 if there is one.
import { requirePlatform } from "./up/platform.mjs";

requirePlatform();
Promise.all([import("./check/main.mjs"), import("./up/refusal.mjs")]).then(([{ check }, { runMain }]) =>
  runMain(check),
);
