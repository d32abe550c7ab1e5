import type { ErrorCode } from "@/lib/kernel/errors";

/** Why a change to a membership is refused. */
export const memberReasons = {
  "member.ownRole": ["FORBIDDEN", "You can’t change your own role. Ask somebody whose role is above yours."],
  "member.owner": [
    "FORBIDDEN",
    "The owner keeps this role until they transfer the organisation, under Settings → Danger zone.",
  ],
  "member.ceiling": ["FORBIDDEN", "You can only manage members whose role has fewer permissions than your own."],
  "member.self": ["FORBIDDEN", "To remove yourself, leave the organisation."],
  "member.ownLimit": ["FORBIDDEN", "You can’t restrict yourself. Ask somebody whose role is above yours."],
  "member.seesAll": ["FORBIDDEN", "Owners and admins see all projects. Change this member’s role first."],
  "member.wider": [
    "FORBIDDEN",
    "You see only some projects yourself, so you can’t change this member’s access to the others. Ask an owner or admin.",
  ],
  "member.ownerStays": [
    "FORBIDDEN",
    "The owner can’t leave. Transfer the organisation first, under Settings → Danger zone.",
  ],
  "member.addClosed": ["FORBIDDEN", "On this portal, users can’t be added directly. Send an invitation instead."],
  "member.known": ["CONFLICT", "This person is already a member."],
  "member.unknown": ["NOT_FOUND", "There is no verified account with this address. Send an invitation instead."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
