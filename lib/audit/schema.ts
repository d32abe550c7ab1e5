import { z } from "zod";
import { organisationReference } from "@/lib/organisations/schema";
import { cursor, pageSize, searchWords, uuid } from "@/lib/text";

const optional = <S extends z.ZodType>(schema: S) =>
  z.union([z.literal("").transform(() => undefined), schema]).optional();
const day = z.iso.date("Give a day, such as 2026-03-09.");

/** Filters of an organisation's log; an empty one is as good as none, so a form can send all of them. Days are UTC. */
export const listActivityInput = z.strictObject({
  organisation: organisationReference,
  actor: optional(uuid),
  action: optional(
    z
      .string()
      .max(100)
      .regex(/^[\w.]+$/, "There is no such action."),
  ),
  /** The first day. */
  from: optional(day),
  /** The last day, included. */
  to: optional(day),
  /** Looked for in the names of what it was done to. */
  q: searchWords.optional(),
  limit: pageSize,
  cursor,
});
