import type { ErrorCode } from "@/lib/kernel/errors";

/** Why a change to a membership is refused. */
export const memberReasons = {
  "member.ownRole": ["FORBIDDEN", "Nobody changes their own role. Ask somebody whose role is above yours."],
  "member.owner": ["FORBIDDEN", "The owner stays the owner until the organisation is handed over."],
  "member.ceiling": ["FORBIDDEN", "You can only manage members whose role allows less than your own."],
  "member.self": ["FORBIDDEN", "To go yourself, leave the organisation."],
  "member.ownLimit": ["FORBIDDEN", "Nobody limits themselves. Ask somebody whose role is above yours."],
  "member.seesAll": ["FORBIDDEN", "Owners and admins see every project. Give this member another role first."],
  "member.wider": [
    "FORBIDDEN",
    "You see only some projects yourself, so this member can’t be given more, or more taken away, by you. Ask an owner or admin.",
  ],
  "member.ownerStays": ["FORBIDDEN", "The owner can’t leave. Hand the organisation over first, then go."],
  "member.addClosed": ["FORBIDDEN", "On this portal people are invited, not added. Send an invitation instead."],
  "member.known": ["CONFLICT", "This person is already a member."],
  "member.unknown": ["NOT_FOUND", "There is no confirmed account with this address. Send an invitation instead."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
