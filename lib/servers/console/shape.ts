import { z } from "zod";
import { serverShape } from "@/lib/servers/shape";

/** The events of a server’s stream: each has a name, and one of these as its data. */
export const serverEventShape = z
  .union([
    serverShape.meta({ description: "state: first, and whenever it changes" }),
    z
      .object({
        /** Oldest first. */
        lines: z.array(z.object({ at: z.string(), source: z.enum(["out", "err"]), text: z.string() })),
        /** The minimum number of lines dropped before these, because they arrived faster than they were read. */
        dropped: z.int(),
      })
      .meta({ description: "log: only with permission to use the console" }),
    z
      .object({ at: z.number(), cores: z.number().nullable(), memoryMb: z.number() })
      .meta({ description: "stats: once a second while the server is running" }),
    z
      .object({ connected: z.boolean(), problem: z.string().nullable() })
      .meta({ description: "engine: whether the node’s engine is online; the stream continues by itself" }),
    z.object({ open: z.boolean() }).meta({ description: "console: whether the log is part of the stream" }),
    z
      .object({ code: z.string(), reason: z.string(), message: z.string() })
      .meta({ description: "end: why the stream has ended" }),
  ])
  .meta({ id: "ServerEvent" });
