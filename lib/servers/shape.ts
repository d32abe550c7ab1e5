import { z } from "zod";
import { serverStates } from "@/lib/servers/schema";

/** What a server can be made from. Memory and disk in MiB. */
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
    /** What it asks for, as `environment`; what is left out is as `initial` says. */
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
    /** What it was made from; null: from an image of one’s own. */
    template: z.string().nullable(),
    project: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    node: z.object({ id: z.uuid(), name: z.string() }),
    /** Where people reach it: at this address and a port’s `hostPort`. */
    address: z.string().nullable(),
    ports: z.array(z.object({ port: z.int(), protocol: z.enum(["tcp", "udp"]), hostPort: z.int() })),
    memoryMb: z.int(),
    cores: z.number(),
    diskMb: z.int(),
    /** What it takes of its disk, in bytes, as it was last measured: its files, and what its container wrote beside them. */
    volumeBytes: z.int().nullable(),
    /** A backup is being put in the place of its files. */
    restoring: z.boolean(),
    state: z.enum(serverStates),
    /** What it is on the way to. */
    wanted: z.enum(["running", "stopped", "gone"]),
    /** How far the image has come, of a hundred. */
    progress: z.int().nullable(),
    problem: z.string().nullable(),
    exitCode: z.int().nullable(),
    stateAt: z.date(),
    createdAt: z.date(),
  })
  .meta({ id: "Server" });

/** What a server’s variables are called; what they are is never given back. */
export const variablesShape = z.object({ names: z.array(z.string()) });
