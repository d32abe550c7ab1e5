import { z } from "zod";
import { portalTierNames } from "@/lib/limits";
import { type NodeDraft, nodeInputOf } from "@/lib/nodes/draft";
import { organisationReference } from "@/lib/organisations/schema";
import { line, uuid } from "@/lib/text";

const name = line("a name", 100);

/** A socket of this machine, or an address on which an engine asks for a certificate. */
const endpoint = z
  .string("Give the engine’s address.")
  .trim()
  .max(300, { error: "Use at most 300 characters.", abort: true })
  .refine(
    (text) => /^unix:\/\/\/[\w./-]+$/.test(text) || /^tcp:\/\/([\w.-]+|\[[0-9a-fA-F:]+\]):\d{1,5}$/.test(text),
    "Use unix:///var/run/docker.sock for this machine, or tcp://host:2376 for another.",
  );

const pem = (what: string) =>
  z
    .string(`Give ${what}.`)
    .trim()
    .max(20_000, { error: "This is too long to be a certificate or key.", abort: true })
    .regex(/^-----BEGIN [A-Z ]+-----\n[\s\S]+\n-----END [A-Z ]+-----$/, `Paste ${what} as PEM text.`);

const credentials = z.strictObject({
  ca: pem("the authority’s certificate"),
  cert: pem("the client’s certificate"),
  key: pem("the client’s key"),
});

const whole = (what: string, most: number) =>
  z.coerce
    .number(`Give ${what} as a number.`)
    .int("Use a whole number.")
    .min(1, `Give ${what}.`)
    .max(most, `Use at most ${most}.`);
const port = z.coerce
  .number("Give a port.")
  .int()
  .min(1024, "Use a port from 1024 on.")
  .max(65_535, "The last port is 65535.");

const facts = {
  name,
  tiers: z
    .array(z.enum(portalTierNames, "Choose portal tiers."), "Choose the portal tiers that it serves.")
    .max(portalTierNames.length, { error: "Name each portal tier once.", abort: true })
    .transform((chosen) => portalTierNames.filter((tier) => chosen.includes(tier))),
  /** MiB that its servers may have together. */
  memoryMb: whole("the memory in MiB", 100_000_000),
  cores: z.coerce.number("Give the cores as a number.").min(0.1, "Give at least a tenth.").max(10_000).multipleOf(0.01),
  /** MiB, likewise. */
  diskMb: whole("the disk in MiB", 2_000_000_000),
  firstPort: port,
  lastPort: port,
  /** Where people reach the servers on it: a name or an address. */
  publicAddress: z
    .string("Give the address that people reach its servers at.")
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9.:-]{1,253}$/, "Give a name such as node1.example.org, or an address."),
  /** null: as many as fit. */
  maxServers: z.union([z.literal("").transform(() => null), z.null(), z.coerce.number().int().min(0).max(100_000)]),
};

const inOrder = ({ firstPort, lastPort }: { firstPort?: number; lastPort?: number }) =>
  firstPort === undefined || lastPort === undefined || firstPort <= lastPort;
const order = { path: ["lastPort"], message: "The last port comes after the first." };
/** An engine that anybody on the network could drive is refused; a socket has its own guard. */
const guarded = ({ endpoint, credentials }: { endpoint?: string; credentials?: unknown }) =>
  !endpoint?.startsWith("tcp:") || credentials !== undefined;
const certificates = {
  path: ["credentials"],
  message: "An engine on another machine needs certificates: the authority’s, and a client’s with its key.",
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

/** What is left out stays. Another address needs its certificates anew: those of one engine are shown to no other. */
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
/** The same two, of what their form holds. */
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
