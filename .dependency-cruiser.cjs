// Which way dependencies may point (ARCHITECTURE.md, "Direction"). Each message says where the code belongs instead.
// `npm run check` runs it through scripts/check/boundaries.mjs, which also fails when it saw too few files.
const fs = require("node:fs");
const path = require("node:path");

const tests = "\\.test\\.(ts|tsx|mjs)$|(^|/)testing(\\.ts$|/)";

/** Plain data and pure functions of lib: the only values of it that a browser may get. */
const isomorphic = `^lib/(${[
  "[^/]+/schema\\.ts$",
  "servers/update_schema\\.ts$",
  "access\\.ts$",
  "roles/reference\\.ts$",
  "roles/presets\\.ts$",
  "events/events\\.ts$",
  "(features|portal_rights)\\.ts$",
  "(pools|tiers)/words\\.ts$",
  "nodes/draft\\.ts$",
  "servers/templates/(?!.*\\.test\\.ts$)",
  "errors\\.ts$",
  "kernel/(errors|wording)\\.ts$",
  "[a-z_/]+/reasons\\.ts$",
  "servers/disk\\.ts$",
  "images/reference\\.ts$",
  "nodes/cleanup_schema\\.ts$",
  "(limits|qr)\\.ts$",
  "text\\.ts$",
  "organisations/(handle|tier_change|portal_schema|(deletion|suspension)/schema)\\.ts$",
  "accounts/address\\.ts$",
  "tunnels/(games|configuration)\\.ts$",
  "avatars/(address|format)\\.ts$",
  "dns/(?!testing/)[a-z_/]+\\.ts$",
  "zones/records/(helper_)?schema\\.ts$",
].join("|")})`;

/** The files that declare operations: those that use its kinds. */
const operations = filesBelow("lib")
  .filter((file) => /from "@\/lib\/kernel\/[a-z_]*kinds"/.test(fs.readFileSync(path.join(__dirname, file), "utf8")))
  .filter((file) => !new RegExp(tests).test(file))
  .map((file) => `^${file.replaceAll(".", "\\.")}$`);
const anyOperations = operations.length > 0 ? operations.join("|") : "^lib/[^/]+/operations[^/]*\\.ts$";

const values = { dependencyTypesNot: ["type-only"] };

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "These files import each other in a circle. Move what they share, types too, into a file of its own.",
      from: {},
      to: { circular: true },
    },
    {
      name: "resolvable",
      comment: "This import leads nowhere: a misspelt path, or a package that package.json doesn't list.",
      from: {},
      to: { couldNotResolve: true, pathNot: "^server-only$|^next$" },
    },
    {
      name: "nothing-imports-app",
      comment: "Routes import everything else, never the other way round. Shared parts belong in components/ or lib/.",
      from: { pathNot: "^app/" },
      to: { path: "^app/" },
    },
    {
      name: "nothing-imports-scripts",
      comment: "Scripts start the application and may use it; what both need belongs in lib/ or db/.",
      from: { path: "^(app|components|lib|db)/", pathNot: tests },
      to: { path: "^scripts/" },
    },
    {
      name: "no-queries-outside-lib",
      comment:
        "Pages, actions, routes and components never query: declare an operation in lib/<domain>/ and read it through lib/doors/page/.",
      from: { path: "^(app|components)/|^(proxy|instrumentation[^/]*)\\.ts$", pathNot: tests },
      to: { path: "^db/|(^|/)node_modules/(kysely|pg|pg-boss)/" },
    },
    {
      name: "only-db-writes-sql",
      comment: "SQL belongs in db/queries/<table>.ts: write a function there that takes a handle and a tenant.",
      from: { path: "^lib/", pathNot: `${tests}|^lib/(kernel|jobs)/` },
      to: { path: "(^|/)node_modules/(kysely|pg|pg-boss)/", ...values },
    },
    {
      name: "only-the-kernel-connects",
      comment: "Only the kernel (lib/kernel/) opens transactions: take the `trx` that an operation's run is given.",
      from: { path: "^lib/", pathNot: `${tests}|^lib/(kernel/|start\\.ts$|jobs/)` },
      to: { path: "^db/(?!queries/)", ...values },
    },
    {
      name: "db-knows-no-lib",
      comment:
        "db/ is the lowest layer: it may use lib/env.ts and lib/errors.ts and nothing else of lib/. Pass what it needs as an argument.",
      from: { path: "^db/", pathNot: tests },
      to: { path: "^lib/", pathNot: "^lib/(env|errors)\\.ts$", ...values },
    },
    {
      name: "only-doors-know-next",
      comment:
        "Only lib/doors/, lib/doors/http/caller and lib/doors/http/auth know Next, next-auth, tRPC or React. An operation takes plain input and gives plain data.",
      from: { path: "^lib/", pathNot: `${tests}|^lib/doors/` },
      to: { path: "(^|/)node_modules/(next|next-auth|@trpc|react|react-dom)/|^(next|next-auth|react)(/|$)" },
    },
    {
      name: "operations-dont-call-doors",
      comment: "A door calls operations, never the other way round. Take what you need as input.",
      from: { path: anyOperations },
      to: { path: "^lib/doors/", ...values },
    },
    {
      name: "the-kernel-knows-no-domain",
      comment:
        "The kernel runs every operation and knows none: it may use db/ and the plain files of lib/. What a domain brings goes into its declarations.",
      from: { path: "^lib/kernel/", pathNot: tests },
      to: { path: "^lib/[^/]+/", pathNot: "^lib/kernel/" },
    },
    {
      name: "domains-dont-call-each-other",
      comment:
        "An operation is a transaction and a permission check: one never calls another domain's. Share a query of db/queries/, or a plain function.",
      from: { path: "^lib/([^/]+)/", pathNot: `${tests}|^lib/(doors|jobs)/` },
      to: { path: anyOperations, pathNot: "^lib/$1/", ...values },
    },
    {
      name: "components-get-data",
      comment:
        "Components take data and actions as props. Of lib/ they may import types, and values of the plain files listed in .dependency-cruiser.cjs.",
      from: { path: "^components/", pathNot: tests },
      to: { path: "^lib/", pathNot: isomorphic, ...values },
    },
    {
      name: "isomorphic-stays-isomorphic",
      comment:
        "This file also runs in the browser: it may import values of other such files, of zod, punycode, ipaddr.js and uqr only.",
      from: { path: isomorphic },
      to: { pathNot: `${isomorphic}|(^|/)node_modules/(zod|punycode|ipaddr\\.js|uqr)/`, ...values },
    },
    {
      name: "tests-stay-outside",
      comment: "Test helpers empty and make databases. Only tests import them.",
      from: { path: "^(app|components|lib|db)/", pathNot: tests },
      to: { path: tests, ...values },
    },
    {
      name: "e2e-uses-http",
      comment: "End-to-end tests see what a browser sees. They don't import app/ or components/.",
      from: { path: "^e2e/" },
      to: { path: "^(app|components)/" },
    },
    {
      name: "no-dev-dependencies",
      comment: "The application needs this package to run: move it to dependencies in package.json.",
      from: { path: "^(app|components|lib|db)/", pathNot: tests },
      to: { dependencyTypes: ["npm-dev"], ...values },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(\\.next|next-env)" },
    tsPreCompilationDeps: "specify",
    tsConfig: { fileName: path.join(__dirname, "tsconfig.json") },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};

function filesBelow(folder) {
  if (!fs.existsSync(path.join(__dirname, folder))) return [];
  return fs.readdirSync(path.join(__dirname, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(file) : [file];
  });
}
