import { z } from "zod";
import { organisationReference } from "@/lib/organisations/schema";
import { cursor, pageSize, searchWords, uuid } from "@/lib/text";

const optional = <S extends z.ZodType>(schema: S) =>
  z.union([z.literal("").transform(() => undefined), schema]).optional();
const day = z.iso.date("Enter a day, such as 2026-03-09.");

const operationName = z
  .string()
  .max(100, { abort: true })
  .regex(/^[\w.]+$/, "Action not found.");

/** What to show: changes; sign-ins and refusals for lack of rights; or both. */
export const activityKinds = ["changes", "access", "all"] as const;

const namePart = z.string().max(100);

/** Filters of an organisation's log; an empty one counts as none, so a form can send all of them. Days are UTC. */
const filters = z.strictObject({
  organisation: organisationReference,
  /** By default changes, or whatever `action` asks for. */
  kind: optional(z.enum(activityKinds)),
  actor: optional(uuid),
  action: optional(operationName),
  /** The first day. */
  from: optional(day),
  /** The last day, included. */
  to: optional(day),
  /** Searched for in the names of the targets. */
  q: searchWords.optional(),
});

/** Of an account’s own log. */
export const accountActivityInput = z.strictObject({ limit: pageSize, cursor });

export const listActivityInput = filters.extend({ limit: pageSize, cursor });

/** Without filters the whole log is exported, sign-ins and refusals included. */
export const exportActivityInput = filters.extend({ format: z.enum(["csv", "ndjson"]).default("ndjson") });

const place = z.number().int().min(0).default(0);
/** The part of an export after one row, up to the last row that there was when it began. */
export const exportPartInput = filters.extend({ after: place, upTo: place });

/** An instant that PostgreSQL can hold too. */
const instant = z.coerce
  .date("Enter a time, such as 2026-03-09T12:00:00Z.")
  .min(new Date("1970-01-01"), "Enter a year from 1970.")
  .max(new Date("9999-12-31"), "Enter a year before 10000.");

export const countActivityInput = z.strictObject({
  organisation: organisationReference,
  kind: z.enum(activityKinds).optional(),
  actor: uuid.optional(),
  action: operationName.optional(),
  /** The kind of target and the action: the parts of an operation’s name before and after its dot. */
  verbs: z.array(namePart).max(100).optional(),
  nouns: z.array(namePart).max(100).optional(),
  /** Part of the e-mail address of the user who did it. */
  actorEmail: optional(z.string().max(254).trim().toLowerCase()),
  /** Searched for in the names of the targets. */
  q: searchWords.optional(),
  from: instant.optional(),
  /** Exclusive. */
  to: instant.optional(),
  limit: pageSize,
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});
