import type { ErrorCode } from "@/lib/kernel/errors";

/** Why a project is refused. */
export const projectReasons = {
  "project.taken": ["CONFLICT", "There is already a project with this name."],
  "project.limit": [
    "LIMIT_REACHED",
    "An organisation can have at most 100 projects. Delete one that is no longer needed.",
  ],
  "project.servers": [
    "FORBIDDEN",
    "This project has servers, and your role can’t delete servers. Ask an owner or admin.",
  ],
  "project.changed": ["CONFLICT", "The servers of this project have changed. Check again what will be deleted."],
  "project.unknown": ["NOT_FOUND", "Project not found, or you can’t see it."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
