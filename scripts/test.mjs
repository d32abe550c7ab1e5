// npm test: installs what it needs and checks everything. The last line is "N passed, N failed"; the line before it
// lists tests that couldn't run without a package or root. With REQUIRE_ALL=1 those make the run fail.
import { requirePlatform } from "./up/platform.mjs";

requirePlatform();
Promise.all([import("./test/main.mjs"), import("./up/refusal.mjs")]).then(([{ test }, { runMain }]) => runMain(test));
