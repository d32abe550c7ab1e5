import { isTest, moduleFiles, read } from "./files.mjs";

/**
 * What a file of a feature (lib/<feature>/, and folders in it) may be called, besides `<noun>_` before each of these. Somebody who looks
 * for an operation, an input or an answer knows the file before opening the folder.
 */
const parts = {
  operations: "what can be read or done: declarations of lib/kernel/*kinds",
  schema: "what operations take, as zod schemas; runs in the browser too",
  shape: "what operations answer, as zod schemas",
  view: "from a row to what is answered",
  reasons: "why something is refused, with its sentence",
  words: "names of ours as people read them",
  require: "what must be there before an operation goes on, or it is refused",
  testing: "what tests of several features share",
};

/** The other files that a feature has, each a noun or a verb that says what is inside. A new one belongs here, with thought. */
const otherNames = {
  accounts: "actor address links owner password proof ways_in",
  api_tokens: "make",
  audit: "chain_file checkpoint csv row",
  avatars: "address fetch_logo format logo_change render url",
  backups: "make",
  events: "attempt deliveries events sight",
  files: "listing place script transfer",
  gateways: "",
  identities: "exchange flow key offered profile settings",
  images: "reference registries",
  invitations: "obstacle pending",
  leaving: "",
  mail_domains: "domain",
  mails:
    "address_words greeting letter link link_breaks samples security_words send sign_in_words tell_owner transport",
  members: "bring_in manageable",
  nodes: "draft engine refusal",
  notifications: "notify",
  organisations: "create handle may_create tier_change",
  "organisations/deletion": "end restore",
  "organisations/suspension": "",
  own_sign_in: "account find guarded_fetch join person provider trial",
  passkeys: "credential judge party refusal",
  portal: "offered_features settings",
  "portal/health": "judge",
  "portal/jobs": "",
  "portal/rates": "",
  projects: "sight",
  roles: "presets reference resolve",
  schedules: "next",
  second_factors: "attempts codes place recovery",
  servers: "disk removal",
  "servers/console": "follow mailbox",
  "servers/templates": "catalogue games services template variable",
  "servers/work": "environment profile",
  sessions: "close devices proofs start ways",
  tiers: "changes",
  transfers: "hand_over",
  tunnels: "codes configuration enrol fingerprint games",
  smtp_servers: "event_letter settings smtp test_letter",
  users: "note",
  webhooks: "address body retry_after send",
  zones: "base_zone make plan public_names run_steps settings",
  "zones/checks": "bounds",
  "zones/claims": "delegation proof",
  "zones/files": "judge",
  "zones/history": "",
  "zones/grants": "",
  "zones/records": "edit read sets",
  "zones/signing": "keys",
  ...Object.fromEntries(["announcements", "pools", "setup"].map((feature) => [feature, ""])),
};

/** Rooms that aren't features: their files are found by what they are about. */
const roomNames = /^(dns|docker|doors|every_operation|jobs|kernel|name_server)(\/|$)/;

/** Folders may have this many files at their root; queries and migrations are found by their table and their number. */
const mostFiles = 25;
const flat = new Set(["db/queries", "db/migrations"]);

const usesKinds = (file) => /from "@\/lib\/kernel\/([a-z]+_)?kinds"/.test(read(file));

/** One line for each file whose name doesn't say what is inside, and each folder that is too full. */
export function checkNames(files = moduleFiles(), { rooms = roomNames, others = otherNames } = {}) {
  const sources = files.filter((file) => !isTest(file) && !/(^|\/)testing(\/|\.ts$)/.test(file));
  return [
    ...sources.filter((file) => file.startsWith("lib/")).flatMap((file) => misnamed(file, rooms, others)),
    ...sources.filter((file) => /^(app|components)\//.test(file)).flatMap(gerund),
    ...crowded(files),
  ];
}

function misnamed(file, rooms, others) {
  const [, folder, name] = /^lib\/(.*)\/([a-z_.]+?)(?:\.d)?\.m?ts$/.exec(file) ?? [];
  if (folder === undefined || rooms.test(folder)) return [];
  const isOperations = /^([a-z_]+_)?operations$/.test(name);
  if (usesKinds(file) && !isOperations)
    return [`${file}: declares operations; they belong in operations.ts or <noun>_operations.ts`];
  if (isOperations && !usesKinds(file)) return [`${file}: is named for operations and declares none`];
  if (!(folder in others))
    return [
      `lib/${folder}/: isn't a feature that scripts/check/names.mjs knows; its files belong in one, or add it there`,
    ];
  const last = name.split("_").at(-1);
  if (last in parts || others[folder].split(" ").includes(name)) return [];
  const known = Object.entries(parts).map(([part, about]) => `${part} (${about})`);
  return [`${file}: not a name that a feature has: ${known.join(", ")}; or a noun that scripts/check/names.mjs lists`];
}

/** Names of actions and data are nouns: "actions", not "editing"; "roles-to-give", not "givable". */
function gerund(file) {
  const word = /([a-z]+)\.tsx?$/.exec(file)?.[1] ?? "";
  return /^(?!thing|string|setting|heading)[a-z]{3,}ing$/.test(word) || /^(opened|told|former|own|givable)$/.test(word)
    ? [`${file}: a file is named by a noun or by a verb in its plain form`]
    : [];
}

function crowded(files) {
  const counts = new Map();
  for (const file of files) {
    const folder = file.slice(0, file.lastIndexOf("/"));
    if (file.includes("/")) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([folder, count]) => count > mostFiles && !flat.has(folder))
    .map(([folder, count]) => `${folder}/: ${count} files; at most ${mostFiles}: split it by noun`);
}
