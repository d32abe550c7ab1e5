import type { ErrorCode } from "@/lib/kernel/errors";

/** Why a role, or assigning it, is refused. */
export const roleReasons = {
  "role.unknown": ["NOT_FOUND", "Role not found."],
  "role.owner": [
    "FORBIDDEN",
    "The owner role can’t be assigned. The owner can transfer the organisation instead, under Settings → Danger zone.",
  ],
  "role.ceiling": ["FORBIDDEN", "You can only assign, edit or delete roles with fewer permissions than your own."],
  "role.tier": [
    "FORBIDDEN",
    "Custom roles need the Enterprise Portal. Choose a built-in role, or ask the portal’s administrator for another tier.",
  ],
  "role.taken": ["CONFLICT", "There is already a role with this name."],
  "role.limit": [
    "LIMIT_REACHED",
    "This organisation has as many custom roles as it is allowed. Delete one, or ask the portal’s administrator for more.",
  ],
  "role.builtIn": ["FORBIDDEN", "Built-in roles are the same everywhere and can’t be edited."],
  "role.held": ["CONFLICT", "Members have this role. Change their role first."],
  "role.default": ["CONFLICT", "This is the default role. Set another role as default first."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
