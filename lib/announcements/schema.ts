import { z } from "zod";
import { cursor, line, pageSize, uuid } from "@/lib/text";

export const tones = ["note", "warning"] as const;
/** Everybody includes those who aren't signed in. */
export const audiences = ["everybody", "users"] as const;

/** The most that are shown at a time, the newest. */
export const shownTogether = 3;

/** A page of this portal: never another host, as `//host` or `/\host` would be. */
const isOwnPath = (text: string) => /^\/(?![/\\])/.test(text) && !text.includes("\\");
function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && hostname !== "" && !username && !password;
}

const linkHint = "Enter a URL such as https://example.org/news, or a path of this portal such as /dashboard.";
const link = z
  .string(linkHint)
  .max(2_000, { error: "Use at most 2,000 characters.", abort: true })
  .trim()
  .refine((text) => text === "" || (!/[\s\p{Cc}]/u.test(text) && (isOwnPath(text) || isWebAddress(text))), linkHint)
  .transform((text) => (text === "" ? null : text));

const timeHint = "Enter a date and a time, such as 2026-03-09T12:00.";
/** A form has no zone: its times are UTC. */
const time = z
  .union(
    [
      z.literal("").transform(() => undefined),
      z
        .string()
        .max(40)
        .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?$/)
        .transform((text) => new Date(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`)),
      z.date(),
    ],
    timeHint,
  )
  .refine((at) => at === undefined || (at.getUTCFullYear() >= 1970 && at.getUTCFullYear() < 10_000), timeHint);

export const createAnnouncementInput = z.strictObject({
  text: line("a text", 300),
  tone: z.enum(tones, "Choose how it looks.").default("note"),
  link: link.nullable().optional(),
  audience: z.enum(audiences, "Choose who sees it.").default("everybody"),
  /** Whether its readers can hide it. */
  dismissible: z.boolean("Enter true or false.").default(true),
  /** Empty: now. */
  startsAt: time.optional(),
  /** Empty: until somebody ends it. */
  endsAt: time.nullable().optional(),
});

export const oneAnnouncement = z.strictObject({ announcement: uuid });
/** The whole announcement; an empty beginning leaves it as it was. */
export const updateAnnouncementInput = createAnnouncementInput.extend(oneAnnouncement.shape);
export const listAnnouncementsInput = z.strictObject({ limit: pageSize, cursor });

export const shownInput = z.strictObject({
  /** The ids of those that were dismissed in this browser. */
  dismissed: z.array(uuid).max(50),
});
