import type { ErrorCode } from "@/lib/kernel/errors";

/** Why a role is refused, or giving it. */
export const roleReasons = {
  "role.unknown": ["NOT_FOUND", "There is no such role."],
  "role.owner": ["FORBIDDEN", "Nobody can be made the owner like this: ownership moves by transfer."],
  "role.ceiling": ["FORBIDDEN", "You can only give, change or delete roles that allow less than your own."],
  "role.tier": ["FORBIDDEN", "Roles of one’s own need the Enterprise Portal. Ask the portal’s administrator."],
  "role.taken": ["CONFLICT", "There is a role of this name already."],
  "role.limit": ["LIMIT_REACHED", "An organisation can have twenty roles of its own. Delete one that nobody needs."],
  "role.builtIn": ["FORBIDDEN", "Owner, admin and member are the same everywhere and can’t be changed."],
  "role.held": ["CONFLICT", "Members hold this role. Give them another one first."],
  "role.default": ["CONFLICT", "New invitations are for this role. Make another one usual for them first."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
