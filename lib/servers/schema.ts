import { z } from "zod";
import { parseImage } from "@/lib/images/reference";
import { organisationReference } from "@/lib/organisations/schema";
import { templateNames, variableProblems } from "@/lib/servers/templates/catalogue";
import { cursor, line, oneOf, pageSize, searchWords, uuid } from "@/lib/text";

export const serverStates = ["queued", "pulling", "creating", "running", "stopped", "failed", "deleting"] as const;
export type ServerState = (typeof serverStates)[number];

/** An image, in the shortest form of its name; without a tag or digest, the latest. */
export const image = z
  .string("Give the image.")
  .trim()
  .max(240, { error: "Use at most 240 characters.", abort: true })
  .transform((text, context) => {
    const reference = parseImage(text);
    if (reference && reference.written.length <= 240) return reference.written;
    context.addIssue("Give an image such as nginx:1.27 or ghcr.io/owner/name:tag.");
    return z.NEVER;
  });

/** What a container takes: no `=`, which ends a name, and no NUL; on one line, so that a form can show it. */
export const variableName = /^[^=\0\r\n]{1,128}$/;
const variableRule =
  "A variable’s name has up to 128 characters, on one line and without “=”. Write NAME=value, one on each line.";

/** As people write them, one on each line: `NAME=value`; for forms. */
const asLines = z
  .string()
  .max(100_000, { error: "This is too long.", abort: true })
  .transform((text) =>
    Object.fromEntries(
      text
        .split(/\r?\n/)
        .filter((each) => each.trim() !== "")
        .map((each) => [
          each.split("=", 1)[0]?.trim() ?? "",
          each.includes("=") ? each.slice(each.indexOf("=") + 1) : "",
        ]),
    ),
  );

/** Names of variables with their values; both reach the container as they are. */
const variables = z
  .record(
    z.string(),
    z
      .string("Give each variable a text.")
      .max(8_192, { error: "Use at most 8,192 characters for a variable.", abort: true })
      .refine((text) => !text.includes("\0"), "Remove invisible characters."),
  )
  .refine((given) => Object.keys(given).every((key) => variableName.test(key)), variableRule)
  .refine((given) => Object.keys(given).length <= 100, "Use at most a hundred variables.");

const port = z.strictObject({
  /** What listens inside the container; the node's port is chosen by the portal. */
  port: z.coerce.number().int().min(1, "Give a port from 1 to 65535.").max(65_535, "Give a port from 1 to 65535."),
  protocol: z.enum(["tcp", "udp"], "Choose tcp or udp.").default("tcp"),
});
const portList = z
  .array(port)
  .max(20, { error: "Use at most twenty ports.", abort: true })
  .refine(
    (given) => new Set(given.map(({ port, protocol }) => `${port}/${protocol}`)).size === given.length,
    "Name each port once.",
  );

/** As a form has them, `25565, 19132/udp`, or as a list. */
export const ports = z.union([
  z
    .string()
    .max(1_000, { error: "This is too long.", abort: true })
    .regex(/^\s*(\d+(\/(tcp|udp))?([\s,]+|$))*$/, "Write ports such as 25565, 19132/udp.")
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    // Said of the whole field here: a form has no field for a single one.
    .refine((words) => words.every((each) => Number.parseInt(each, 10) >= 1 && Number.parseInt(each, 10) <= 65_535), {
      message: "Give ports from 1 to 65535.",
      abort: true,
    })
    .transform(
      (words) =>
        words.map((each) => ({ port: each.split("/")[0], protocol: each.split("/")[1] })) as z.input<typeof portList>,
    )
    .pipe(portList),
  portList,
]);
/** By name, or as a form has them: a line each. */
export const environment = z.union([asLines.pipe(variables), variables]);

export const name = line("a name", 100);

const memoryMb = z.coerce.number("Give the memory in MiB.").int().min(16, "Give at least 16 MiB.").max(4_194_304);
const cores = z.coerce
  .number("Give the cores.")
  .min(0.1, "Give at least a tenth of a core.")
  .max(512)
  .multipleOf(0.01, "Give the cores with at most two decimals.");
const projectId = z.union([z.literal("").transform(() => undefined), uuid]).optional();

const newServer = z.strictObject({
  organisation: organisationReference,
  name,
  /** A name of the catalogue; in its place an image of one’s own. What is left out below is as the template has it. */
  template: oneOf(templateNames, "There is no such template."),
  image: image.optional(),
  /** MiB, of memory and disk. */
  memoryMb: memoryMb.optional(),
  cores: cores.optional(),
  diskMb: z.coerce.number("Give the disk in MiB.").int().min(16, "Give at least 16 MiB.").max(1_000_000_000).optional(),
  projectId,
  /** Left out: the best that fits. */
  nodeId: z.union([z.literal("").transform(() => undefined), uuid]).optional(),
  environment: environment.default({}),
  ports: ports.optional(),
});
export type NewServer = z.output<typeof newServer>;

/** From a template with its variables, or from an image with how much it needs. */
export const createServerInput = newServer.superRefine(({ template, image, memoryMb, cores, environment }, context) => {
  const wrong = (path: string[], message: string) => context.addIssue({ code: "custom", path, message });
  if (template !== undefined) {
    if (image !== undefined) wrong(["image"], "Give a template or an image, not both.");
    for (const [variable, message] of Object.entries(variableProblems(template, environment)))
      wrong(["environment", variable], message);
    return;
  }
  if (image === undefined) wrong(["image"], "Give the image, or choose a template.");
  if (memoryMb === undefined) wrong(["memoryMb"], "Give the memory in MiB.");
  if (cores === undefined) wrong(["cores"], "Give the cores.");
});

export const oneServer = z.strictObject({ organisation: organisationReference, server: uuid });

export const moveServerInput = oneServer.extend({
  /** null: none of them. */
  projectId: z.union([z.literal("").transform(() => null), z.null(), uuid]),
});

export const listServersInput = z.strictObject({
  organisation: organisationReference,
  /** Looked for in names. */
  q: searchWords.optional(),
  state: oneOf(serverStates, "There is no such state."),
  project: z.union([z.literal("").transform(() => undefined), uuid]).optional(),
  limit: pageSize,
  cursor,
});

export const powerActions = ["start", "stop", "restart", "kill"] as const;
export const powerInput = oneServer.extend({ action: z.enum(powerActions, "Choose start, stop, restart or kill.") });

const work = { server: uuid, organisationId: uuid };
/** Whose servers all end. */
export const ofOrganisation = z.strictObject({ organisationId: uuid });
/** Which server a job is about. */
export const oneWork = z.strictObject(work);
export const noteProgressInput = z.strictObject({
  ...work,
  state: z.enum(["pulling", "creating"]),
  progress: z.number().int().min(0).max(100).nullable(),
});
export const settleInput = z.strictObject({
  ...work,
  wish: z.number().int(),
  state: z.enum(["running", "stopped", "failed"]).optional(),
  /** The generation that its row had when nothing older of it listened any more. */
  freed: z.number().int().optional(),
  problem: z.string().max(1_000).nullable(),
  exitCode: z.number().int().nullable(),
});

export const onNode = z.strictObject({ node: uuid });
export const freedInput = z.strictObject({ ...work, generation: z.number().int() });
/** A server that ended by itself; `wish` is what its row was on before anybody looked. */
export const noteEndInput = z.strictObject({
  ...work,
  wish: z.number().int(),
  /** `lost`: its engine was restarted, and it goes on. */
  ended: z.enum(["stopped", "failed", "lost"]),
  problem: z.string().max(1_000).nullable(),
  exitCode: z.number().int().nullable(),
});
