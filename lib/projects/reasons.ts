import type { ErrorCode } from "@/lib/kernel/errors";

/** Why a project is refused. */
export const projectReasons = {
  "project.taken": ["CONFLICT", "There is a project of this name already."],
  "project.limit": ["LIMIT_REACHED", "An organisation can have a hundred projects. Delete one that nobody needs."],
  "project.servers": [
    "FORBIDDEN",
    "There are servers in this project, and your role can’t delete servers. Ask an owner or admin.",
  ],
  "project.changed": ["CONFLICT", "A server came to this project or left it meanwhile. Look again at what would go."],
  "project.unknown": ["NOT_FOUND", "There is no such project, or you can’t see it."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
