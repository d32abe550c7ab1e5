import { z } from "zod";
import type { PoolPart } from "@/lib/pools/words";

const each = <T extends z.ZodType>(of: T) =>
  z.object({ memoryMb: of, cores: of, diskMb: of, ports: of } satisfies Record<PoolPart, T>);
const share = z.object({
  /** Allocated to servers on shared nodes. */
  used: z.number(),
  /** null: unlimited. It may be less than is used already. */
  most: z.number().nullable(),
});

/** The total for an organisation’s servers. Memory and disk in MiB. */
export const poolShape = each(share).meta({ id: "Pool" });
/** The same, with whether each limit is the organisation’s own or its portal tier’s. */
export const ownPoolShape = each(share.extend({ own: z.boolean() })).meta({ id: "AdministeredPool" });

/** The pool of a portal tier; null: unlimited. */
export const poolNumbersShape = each(z.number().nullable());

export const organisationPoolShape = z.object({ id: z.uuid(), handle: z.string(), pool: ownPoolShape });
