import type { ErrorCode } from "@/lib/kernel/errors";

/** Why a project is refused. */
export const projectReasons = {
  "project.taken": ["CONFLICT", "There is already a project with this name."],
  "project.limit": [
    "LIMIT_REACHED",
    "This organisation has as many projects as it is allowed. Delete one, or ask the portal’s administrator for more.",
  ],
  "project.servers": [
    "FORBIDDEN",
    "This project has servers, and your role can’t delete servers. Ask an owner or admin.",
  ],
  "project.changed": ["CONFLICT", "The servers of this project have changed. Check again what will be deleted."],
  "project.unknown": ["NOT_FOUND", "Project not found, or you can’t see it."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
