import { z } from "zod";
import { serverShape } from "@/lib/servers/shape";

/** What a stream about a server carries: each event has a name, and one of these as its data. */
export const serverEventShape = z
  .union([
    serverShape.meta({ description: "state: at first and whenever it changes" }),
    z
      .object({
        /** Oldest first. */
        lines: z.array(z.object({ at: z.string(), source: z.enum(["out", "err"]), text: z.string() })),
        /** How many before these were left out at least, because they came faster than they were taken. */
        dropped: z.int(),
      })
      .meta({ description: "log: for whoever may use the console" }),
    z
      .object({ at: z.number(), cores: z.number().nullable(), memoryMb: z.number() })
      .meta({ description: "stats: once a second while it runs" }),
    z
      .object({ connected: z.boolean(), problem: z.string().nullable() })
      .meta({ description: "engine: whether the node’s engine answers; the stream goes on by itself" }),
    z.object({ open: z.boolean() }).meta({ description: "console: whether the log is part of the stream" }),
    z
      .object({ code: z.string(), reason: z.string(), message: z.string() })
      .meta({ description: "end: why nothing more comes" }),
  ])
  .meta({ id: "ServerEvent" });
