import { z } from "zod";
import { serverStates } from "@/lib/servers/schema";

/** A template for servers. Memory and disk in MiB. */
export const templateShape = z
  .object({
    name: z.string(),
    title: z.string(),
    about: z.string(),
    group: z.enum(["game", "service"]),
    image: z.string(),
    memoryMb: z.int(),
    cores: z.number(),
    diskMb: z.int(),
    ports: z.array(z.object({ port: z.int(), protocol: z.enum(["tcp", "udp"]) })),
    /** Its environment variables, to be sent as `environment`; those left out have their `initial` value. */
    variables: z.array(
      z.object({
        name: z.string(),
        label: z.string(),
        help: z.string().nullable(),
        kind: z.enum(["text", "number", "choice", "secret", "agreement"]),
        initial: z.string(),
        choices: z.array(z.object({ value: z.string(), label: z.string() })),
      }),
    ),
  })
  .meta({ id: "Template" });

/** A server. Memory and disk in MiB. */
export const serverShape = z
  .object({
    id: z.uuid(),
    organisationId: z.uuid(),
    name: z.string(),
    image: z.string(),
    /** The template it was created from; null for a custom image. */
    template: z.string().nullable(),
    project: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    node: z.object({ id: z.uuid(), name: z.string() }),
    /** People reach the server at this address and a port’s `hostPort`. */
    address: z.string().nullable(),
    ports: z.array(z.object({ port: z.int(), protocol: z.enum(["tcp", "udp"]), hostPort: z.int() })),
    memoryMb: z.int(),
    cores: z.number(),
    diskMb: z.int(),
    /** How much of its disk it used when last measured, in bytes: its files, and data its container wrote outside /data. */
    volumeBytes: z.int().nullable(),
    /** Its files are being restored from a backup. */
    restoring: z.boolean(),
    state: z.enum(serverStates),
    /** The state that it should reach. */
    wanted: z.enum(["running", "stopped", "gone"]),
    /** How much of the image has been pulled, in per cent. */
    progress: z.int().nullable(),
    problem: z.string().nullable(),
    exitCode: z.int().nullable(),
    stateAt: z.date(),
    createdAt: z.date(),
  })
  .meta({ id: "Server" });

/** The names of a server’s environment variables; their values are never returned. */
export const variablesShape = z.object({ names: z.array(z.string()) });
