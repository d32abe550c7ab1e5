// npm test: installs what it needs and checks everything. The last line is "N passed, N failed"; what couldn't be run
// for want of a package or of root is on the line before it, and with REQUIRE_ALL=1 it makes the run fail.
import { requirePlatform } from "./up/platform.mjs";

requirePlatform();
Promise.all([import("./test/main.mjs"), import("./up/refusal.mjs")]).then(([{ test }, { runMain }]) => runMain(test));
