import { z } from "zod";
import { portalTierNames } from "@/lib/limits";
import { type NodeDraft, nodeInputOf } from "@/lib/nodes/draft";
import { organisationReference } from "@/lib/organisations/schema";
import { line, uuid } from "@/lib/text";

const name = line("a name", 100);

/** A socket on this machine, or a TCP address where the engine requires a client certificate. */
const endpoint = z
  .string("Enter the engine address.")
  .trim()
  .max(300, { error: "Use at most 300 characters.", abort: true })
  .refine(
    (text) => /^unix:\/\/\/[\w./-]+$/.test(text) || /^tcp:\/\/([\w.-]+|\[[0-9a-fA-F:]+\]):\d{1,5}$/.test(text),
    "Use unix:///var/run/docker.sock for this machine, or tcp://host:2376 for another.",
  );

const pem = (what: string) =>
  z
    .string(`Enter ${what}.`)
    .trim()
    .max(20_000, { error: "This is too long to be a certificate or key.", abort: true })
    .regex(/^-----BEGIN [A-Z ]+-----\n[\s\S]+\n-----END [A-Z ]+-----$/, `Paste ${what} as PEM text.`);

const credentials = z.strictObject({
  ca: pem("the CA certificate"),
  cert: pem("the client certificate"),
  key: pem("the client key"),
});

const whole = (what: string, most: number) =>
  z.coerce
    .number(`Enter ${what} as a number.`)
    .int("Use a whole number.")
    .min(1, `Enter ${what}.`)
    .max(most, `Use at most ${most}.`);
const port = z.coerce
  .number("Enter a port.")
  .int()
  .min(1024, "Use a port of 1024 or higher.")
  .max(65_535, "Use a port up to 65535.");

const facts = {
  name,
  tiers: z
    .array(z.enum(portalTierNames, "Choose portal tiers."), "Choose the portal tiers.")
    .max(portalTierNames.length, { error: "Choose each portal tier only once.", abort: true })
    .transform((chosen) => portalTierNames.filter((tier) => chosen.includes(tier))),
  /** The total for its servers, in MiB. */
  memoryMb: whole("the memory in MiB", 100_000_000),
  cores: z.coerce
    .number("Enter the CPU cores as a number.")
    .min(0.1, "Enter at least 0.1.")
    .max(10_000)
    .multipleOf(0.01),
  /** The total for its servers, in MiB. */
  diskMb: whole("the disk in MiB", 2_000_000_000),
  firstPort: port,
  lastPort: port,
  /** The host name or IP address at which people reach its servers. */
  publicAddress: z
    .string("Enter the public address.")
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9.:-]{1,253}$/, "Enter a host name, for example node1.example.org, or an IP address."),
  /** null: no limit. */
  maxServers: z.union([z.literal("").transform(() => null), z.null(), z.coerce.number().int().min(0).max(100_000)]),
};

const inOrder = ({ firstPort, lastPort }: { firstPort?: number; lastPort?: number }) =>
  firstPort === undefined || lastPort === undefined || firstPort <= lastPort;
const order = { path: ["lastPort"], message: "The last port must not be below the first." };
/** An engine that anybody on the network could control is refused; a socket is protected by its file permissions. */
const guarded = ({ endpoint, credentials }: { endpoint?: string; credentials?: unknown }) =>
  !endpoint?.startsWith("tcp:") || credentials !== undefined;
const certificates = {
  path: ["credentials"],
  message: "An engine on another machine needs a CA certificate, a client certificate and its key.",
};

export const registerNodeInput = z
  .strictObject({
    ...facts,
    endpoint,
    credentials: credentials.optional(),
    diskMb: facts.diskMb.default(102_400),
    firstPort: port.default(25_000),
    lastPort: port.default(25_999),
    maxServers: facts.maxServers.default(null),
  })
  .refine(inOrder, order)
  .refine(guarded, certificates);

const one = { node: uuid };
export const oneNode = z.strictObject(one);

/** Fields left out stay as they are. A new address needs its certificates again: those of one engine are never sent to another. */
export const updateNodeInput = z
  .strictObject({
    ...one,
    ...z.strictObject(facts).partial().shape,
    endpoint: endpoint.optional(),
    credentials: credentials.optional(),
  })
  .refine(inOrder, order)
  .refine(guarded, certificates);

const asDraft = (given: unknown) => nodeInputOf(given as NodeDraft);
/** The same two, for the state of their form. */
export const registerNodeForm = z.preprocess(asDraft, registerNodeInput);
export const updateNodeForm = z.preprocess(asDraft, updateNodeInput);

export const assignNodeInput = z.strictObject({
  ...one,
  /** null: shared again. */
  organisationId: organisationReference.nullable(),
});

export const noteHealthInput = z.strictObject({
  node: uuid,
  /** null: it answered. */
  problem: z.string().max(1_000).nullable(),
  version: z.string().max(100).nullable(),
});
