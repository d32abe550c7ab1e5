// npm run dns: the system's PowerDNS, configured for this portal's database.
import { requirePlatform } from "./up/platform.mjs";

requirePlatform();
Promise.all([import("./dns/main.mjs"), import("./up/refusal.mjs")]).then(([{ dns }, { runMain }]) => runMain(dns));
