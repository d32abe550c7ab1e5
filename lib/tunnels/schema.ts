import { z } from "zod";
import { wireguardKey } from "@/lib/gateways/schema";
import { inOrganisation } from "@/lib/organisations/schema";
import { cursor, line, pageSize, searchWords, uuid } from "@/lib/text";
import { gameKeys } from "@/lib/tunnels/games";

/** It becomes part of a DNS name. */
const deviceName = z
  .string("Enter a name.")
  .trim()
  .max(160, { error: "Use at most 40 characters.", abort: true })
  .toLowerCase()
  .regex(
    /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/,
    "Use up to 40 letters from a to z, digits and hyphens, for example living-room.",
  );

const of = { organisation: inOrganisation.shape.organisation };
/** Left out or empty: none. */
const project = z.union([z.literal("").transform(() => null), z.null(), uuid]);

export const listDevicesInput = z.strictObject({
  ...of,
  /** Searched for in names. */
  q: searchWords.optional(),
  project: z.union([z.literal("").transform(() => undefined), uuid]).optional(),
  limit: pageSize,
  cursor,
});

export const oneDevice = z.strictObject({ ...of, device: uuid });

const wish = {
  name: deviceName,
  gatewayId: uuid,
  projectId: project.default(null),
  /** Its configuration routes answers back through the tunnel, so that it can see players’ addresses. */
  routesAnswers: z.boolean().default(false),
};
export const createDeviceInput = z.strictObject({ ...of, ...wish, publicKey: wireguardKey });

/** Fields left out stay as they are. */
export const updateDeviceInput = oneDevice.extend({
  name: deviceName.optional(),
  routesAnswers: z.boolean().optional(),
});
export const moveDeviceInput = oneDevice.extend({ projectId: project });

export const protocols = ["tcp", "udp", "both"] as const;
export type Protocol = (typeof protocols)[number];

const number = (least: number) =>
  z.coerce
    .number("Enter a port.")
    .int("Use a whole number.")
    .min(least, `Enter a port from ${least} to 65535.`)
    .max(65_535, `Enter a port from ${least} to 65535.`);
/** One line, or none: an empty one counts as none. */
const note = z.union(
  [z.literal("").transform(() => null), z.null(), line("a note", 200)],
  "Use one line of at most 200 characters.",
);
const game = z.union([z.literal("").transform(() => null), z.null(), z.enum(gameKeys)], "Choose one of the list.");

export const openPortInput = oneDevice.extend({
  protocol: z.enum(protocols, "Choose tcp, udp or both."),
  localPort: number(1),
  /** Left out or empty: the gateway chooses one. */
  publicPort: z.union([z.literal("").transform(() => null), z.null(), number(1024)]).default(null),
  game: game.default(null),
  note: note.default(null),
  /** The device sees who connects, instead of the gateway. */
  keepAddresses: z.boolean().default(false),
});

export const onePort = oneDevice.extend({ port: uuid });

/** Fields left out stay as they are. */
export const updatePortInput = onePort.extend({
  game: game.optional(),
  note: note.optional(),
  keepAddresses: z.boolean().optional(),
});

export const startEnrolmentInput = z.strictObject({ name: deviceName.default("device"), publicKey: wireguardKey });

const deviceCode = z.string("Enter the device code.").min(20).max(100);
export const pollEnrolmentInput = z.strictObject({ deviceCode });

/** As typed: capitals or not, with a hyphen or spaces or not. */
const userCode = z
  .string("Enter the code.")
  .max(60, { error: "Enter the eight letters that the device shows.", abort: true })
  .transform((text) => text.toUpperCase().replace(/[^A-Z]/g, ""))
  .pipe(z.string().regex(/^[A-Z]{8}$/, "Enter the eight letters that the device shows."));
export const oneEnrolment = z.strictObject({ userCode });
export const approveEnrolmentInput = z.strictObject({
  ...of,
  userCode,
  ...wish,
  /** Left out: as the device calls itself. */
  name: deviceName.optional(),
});

export const noteConnectedInput = z.strictObject({ organisationId: uuid, device: uuid });
