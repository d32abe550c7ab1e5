import { z } from "zod";
import { parseImage } from "@/lib/images/reference";
import { organisationReference } from "@/lib/organisations/schema";
import { templateNames, variableProblems } from "@/lib/servers/templates/catalogue";
import { cursor, line, oneOf, pageSize, searchWords, uuid } from "@/lib/text";

export const serverStates = ["queued", "pulling", "creating", "running", "stopped", "failed", "deleting"] as const;
export type ServerState = (typeof serverStates)[number];

/** An image, in its shortest form; without a tag or digest it means the latest. */
export const image = z
  .string("Enter an image.")
  .trim()
  .max(240, { error: "Use at most 240 characters.", abort: true })
  .transform((text, context) => {
    const reference = parseImage(text);
    if (reference && reference.written.length <= 240) return reference.written;
    context.addIssue("Enter an image, for example nginx:1.27 or ghcr.io/owner/name:tag.");
    return z.NEVER;
  });

/** Names that containers accept: no `=`, which ends a name, and no NUL; on one line, so that a form can show it. */
export const variableName = /^[^=\0\r\n]{1,128}$/;
const variableRule = "Write one NAME=value per line. A name has up to 128 characters and no “=”.";

/** As typed in a form: one `NAME=value` per line. */
const asLines = z
  .string()
  .max(100_000, { error: "This text is too long.", abort: true })
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

/** Variable names and values; both reach the container unchanged. */
const variables = z
  .record(
    z.string(),
    z
      .string("Each variable needs a text value.")
      .max(8_192, { error: "A variable can have at most 8,192 characters.", abort: true })
      .refine((text) => !text.includes("\0"), "Remove invisible characters."),
  )
  .refine((given) => Object.keys(given).every((key) => variableName.test(key)), variableRule)
  .refine((given) => Object.keys(given).length <= 100, "Use at most 100 variables.");

const port = z.strictObject({
  /** The port inside the container; the portal assigns the node's port. */
  port: z.coerce.number().int().min(1, "Enter a port from 1 to 65535.").max(65_535, "Enter a port from 1 to 65535."),
  protocol: z.enum(["tcp", "udp"], "Choose tcp or udp.").default("tcp"),
});
const portList = z
  .array(port)
  .max(20, { error: "Use at most 20 ports.", abort: true })
  .refine(
    (given) => new Set(given.map(({ port, protocol }) => `${port}/${protocol}`)).size === given.length,
    "Enter each port only once.",
  );

/** As typed in a form, `25565, 19132/udp`, or as a list. */
export const ports = z.union([
  z
    .string()
    .max(1_000, { error: "This text is too long.", abort: true })
    .regex(/^\s*(\d+(\/(tcp|udp))?([\s,]+|$))*$/, "Enter ports, for example 25565, 19132/udp.")
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    // An issue for the whole field: a form has no field for a single port.
    .refine((words) => words.every((each) => Number.parseInt(each, 10) >= 1 && Number.parseInt(each, 10) <= 65_535), {
      message: "Enter ports from 1 to 65535.",
      abort: true,
    })
    .transform(
      (words) =>
        words.map((each) => ({ port: each.split("/")[0], protocol: each.split("/")[1] })) as z.input<typeof portList>,
    )
    .pipe(portList),
  portList,
]);
/** By name, or as typed in a form. */
export const environment = z.union([asLines.pipe(variables), variables]);

export const name = line("a name", 100);

const memoryMb = z.coerce.number("Enter the memory in MiB.").int().min(16, "Enter at least 16 MiB.").max(4_194_304);
const cores = z.coerce
  .number("Enter the CPU cores.")
  .min(0.1, "Enter at least 0.1 cores.")
  .max(512)
  .multipleOf(0.01, "Use at most two decimals.");
const projectId = z.union([z.literal("").transform(() => undefined), uuid]).optional();

const newServer = z.strictObject({
  organisation: organisationReference,
  name,
  /** A template of the catalogue, instead of an image. Fields left out below have the template’s values. */
  template: oneOf(templateNames, "Template not found."),
  image: image.optional(),
  /** MiB, of memory and disk. */
  memoryMb: memoryMb.optional(),
  cores: cores.optional(),
  diskMb: z.coerce
    .number("Enter the disk in MiB.")
    .int()
    .min(16, "Enter at least 16 MiB.")
    .max(1_000_000_000)
    .optional(),
  projectId,
  /** Left out: the best node with enough room. */
  nodeId: z.union([z.literal("").transform(() => undefined), uuid]).optional(),
  environment: environment.default({}),
  ports: ports.optional(),
});
export type NewServer = z.output<typeof newServer>;

/** Either a template with its variables, or an image with its limits. */
export const createServerInput = newServer.superRefine(({ template, image, memoryMb, cores, environment }, context) => {
  const wrong = (path: string[], message: string) => context.addIssue({ code: "custom", path, message });
  if (template !== undefined) {
    if (image !== undefined) wrong(["image"], "Choose a template or an image, not both.");
    for (const [variable, message] of Object.entries(variableProblems(template, environment)))
      wrong(["environment", variable], message);
    return;
  }
  if (image === undefined) wrong(["image"], "Enter an image, or choose a template.");
  if (memoryMb === undefined) wrong(["memoryMb"], "Enter the memory in MiB.");
  if (cores === undefined) wrong(["cores"], "Enter the CPU cores.");
});

export const oneServer = z.strictObject({ organisation: organisationReference, server: uuid });

export const moveServerInput = oneServer.extend({
  /** null: no project. */
  projectId: z.union([z.literal("").transform(() => null), z.null(), uuid]),
});

export const listServersInput = z.strictObject({
  organisation: organisationReference,
  /** Searched for in names. */
  q: searchWords.optional(),
  state: oneOf(serverStates, "State not found."),
  project: z.union([z.literal("").transform(() => undefined), uuid]).optional(),
  limit: pageSize,
  cursor,
});

export const powerActions = ["start", "stop", "restart", "kill"] as const;
export const powerInput = oneServer.extend({ action: z.enum(powerActions, "Choose start, stop, restart or kill.") });

const work = { server: uuid, organisationId: uuid };
/** The organisation whose servers are all deleted. */
export const ofOrganisation = z.strictObject({ organisationId: uuid });
/** The server that a job works on. */
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
  /** The generation of its row when no older container was listening any more. */
  freed: z.number().int().optional(),
  problem: z.string().max(1_000).nullable(),
  exitCode: z.number().int().nullable(),
});

export const onNode = z.strictObject({ node: uuid });
export const freedInput = z.strictObject({ ...work, generation: z.number().int() });
/** A server that ended by itself; `wish` is its row's value before the check. */
export const noteEndInput = z.strictObject({
  ...work,
  wish: z.number().int(),
  /** `lost`: its engine was restarted, so it is started again. */
  ended: z.enum(["stopped", "failed", "lost"]),
  problem: z.string().max(1_000).nullable(),
  exitCode: z.number().int().nullable(),
});
