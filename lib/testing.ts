import { randomUUID } from "node:crypto";
import type { z } from "zod";

/** For tests that call every operation: a valid value for each field that any of them has. */
export const anyFields: Record<string, unknown> = {
  mail: randomUUID(),
  job: randomUUID(),
  rate: "0".repeat(32),
  id: randomUUID(),
  token: "A".repeat(43),
  password: "correct horse battery",
  name: "Name",
  orgRole: "member",
  byMail: true,
  reach: "organisation",
  permissions: ["member.read"],
  invitations: [{ email: "another@example.org" }],
  email: "new@example.org",
  code: "123456",
  ...{ credential: "{}", passkey: randomUUID() },
  recoveryCode: "k7f2m-9xw4q",
  role: "member",
  handle: "some-handle",
  organisationName: "Some",
  portalTier: "paid",
  ...{ tier: "paid", pool: { cores: 4 }, limits: { servers: 4 } },
  provider: randomUUID(),
  host: "mail.example.org",
  port: 587,
  encryption: "starttls",
  fromAddress: "post@example.org",
  recipients: ["ops@example.org"],
  node: randomUUID(),
  server: randomUUID(),
  projectId: "",
  image: "nginx:1",
  action: "restart",
  command: "list",
  wish: 1,
  exitCode: null,
  ended: "stopped",
  progress: null,
  endpoint: "unix:///nothing.sock",
  tiers: ["free"],
  memoryMb: 1024,
  cores: 1,
  publicAddress: "node.example.org",
  problem: null,
  outcome: "sent",
  featureToggles: { dns: false },
  imageRegistries: [],
  ...{ transfer: randomUUID(), reason: "The owner is gone." },
  type: "A",
  content: "192.0.2.1",
  contents: ["192.0.2.1"],
  record: "1",
  version: 1,
  text: "www A 192.0.2.1\n",
  helper: "spf",
  form: {},
  error: null,
  zone: randomUUID(),
  proof: "record",
  grant: randomUUID(),
  import: randomUUID(),
  saved: 1,
  tell: () => {},
  grantee: "some-handle",
  ...{ path: "a/b", size: 0, backup: randomUUID(), policy: "off", every: "day", volume: "x", written: 0 },
  ...{ generation: 0, layerBytes: 0 },
  ...{ bytes: 0, sha256: null, imageId: "sha256:x", reference: "x", freedBytes: 0, removed: 0 },
  ...{
    address: "192.0.2.1",
    session: randomUUID(),
    current: "wrong horse battery",
    url: "https://example.org/logo.png",
  },
  ...{ file: Buffer.from("no picture"), picture: null },
  owner: { email: "new@example.org" },
  webhook: randomUUID(),
  delivery: randomUUID(),
  url: "https://example.org/hook",
  routes: [{ webhook: randomUUID(), events: [] }],
  limit: 1,
  ...{ user: randomUUID(), reason: "Unpaid.", confirm: "new@example.org", ownedLimit: 1 },
  ...{ announcement: randomUUID(), dismissed: [] },
  secondFactorRequired: false,
  ...{ identity: randomUUID(), query: "?code=x", flow: "x" },
  ...{
    organisationId: randomUUID(),
    mailDomain: randomUUID(),
    joinRequest: randomUUID(),
    domain: "example.org",
    required: true,
    seen: "there",
  },
  ...{ issuer: "https://id.example.org", clientId: "portal", clientSecret: "secret", joining: "join", roles: [] },
  ...{ gateway: randomUUID(), gatewayId: randomUUID(), device: randomUUID(), protocol: "udp", localPort: 19_132 },
  ...{ publicKey: `${"A".repeat(43)}=`, deviceCode: "A".repeat(43), userCode: "BCDF-GHJK" },
  ...{ implementation: "kernel", run: "1", busyPorts: [], devices: [] },
  ...{ attempts: 1, delivered: true, status: 200, durationMs: 1, answer: null },
};

/**
 * The processor time of the longest turn of the event loop during the work, in milliseconds of a plain machine: for that
 * long, other requests are blocked. Processor time, because other processes may occupy the machine; the best of five,
 * because other threads count as well, unless one is within what is allowed.
 */
export async function longestTurn(work: () => unknown, allowed = longestAllowed): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 5 && best > allowed; tries++) {
    const turn = await turnOf(work);
    best = Math.min(best, turn > allowed ? turn / slowness() : turn);
  }
  return best;
}

/** The processor time that the reference work takes on a plain machine, in milliseconds. */
const referenceMs = 20;
const referenceBytes = Buffer.alloc(4 * 1024 * 1024, "aé");

/** How much slower than a plain machine this one is now, by work that is like a parser's; 1 if it isn't. */
export function slowness(): number {
  let best = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 3 && best > referenceMs; tries++) {
    const begin = process.cpuUsage();
    let sum = 0;
    for (let at = 0; at < referenceBytes.length; at++) sum = (sum * 31 + (referenceBytes[at] ?? 0)) | 0;
    JSON.parse(JSON.stringify([referenceBytes.toString(), sum]));
    const { user, system } = process.cpuUsage(begin);
    best = Math.min(best, (user + system) / 1000);
  }
  return Math.max(1, best / referenceMs);
}

/** The most that a turn may take, for any input. */
export const longestAllowed = 100;

async function turnOf(work: () => unknown): Promise<number> {
  let longest = 0;
  let begin = process.cpuUsage();
  let under = true;
  const look = () => {
    const { user, system } = process.cpuUsage(begin);
    longest = Math.max(longest, (user + system) / 1000);
    begin = process.cpuUsage();
    if (under) setImmediate(look);
  };
  setImmediate(look);
  try {
    await work();
  } catch {
    // A refusal is as good as an answer: here only its time counts.
  }
  under = false;
  look();
  return longest;
}

interface Def {
  type: string;
  innerType?: z.ZodType;
  in?: z.ZodType;
  element?: z.ZodType;
  options?: z.ZodType[];
  valueType?: z.ZodType;
  shape?: Record<string, z.ZodType>;
}
export const defOf = (schema: z.ZodType) => schema._zod.def as unknown as Def;

/**
 * A schema and all its parts that validate by themselves, with their paths; the later parts of a pipe are bounded by
 * the earlier ones.
 */
export function partsOf(schema: z.ZodType, name: string, found: Map<z.ZodType, string>): void {
  if (found.has(schema)) return;
  found.set(schema, name);
  const { innerType, in: first, element, options = [], valueType, shape = {} } = defOf(schema);
  const later = first && defOf(first).type === "transform";
  for (const part of [innerType, later ? undefined : first, element, valueType, ...options])
    if (part) partsOf(part, name, found);
  for (const [field, part] of Object.entries(shape)) partsOf(part, `${name} ${field}`, found);
}
