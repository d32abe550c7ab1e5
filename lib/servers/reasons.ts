import type { ErrorCode } from "@/lib/kernel/errors";

/** Refusals about servers. */
export const serverReasons = {
  "server.limit": [
    "LIMIT_REACHED",
    "This organisation has as many servers as it is allowed. Delete one, or ask the portal’s administrator for more.",
  ],
  "server.taken": ["CONFLICT", "A server with this name already exists."],
  "server.project": ["INVALID", "Choose one of your projects. You can’t see servers outside them."],
  "server.noNode": ["CONFLICT", "No node can take this server now. Choose smaller limits, or try again later."],
  "server.deleting": ["CONFLICT", "This server is being deleted."],
  "server.noRoom": [
    "CONFLICT",
    "The server’s node doesn’t have room for this now. Choose smaller limits, or try again later.",
  ],
  "server.variables": ["INVALID", "A server can have at most 100 environment variables. Remove some first."],
  "server.notRunning": ["CONFLICT", "This server is stopped. Start it before sending a command."],
  "server.unheard": ["UPSTREAM", "The server’s node didn’t accept the command. Try again in a moment."],
  "server.streams": ["RATE_LIMITED", "You have too many server pages open. Close one and try again."],
  "server.unfinished": ["CONFLICT", "This server is still being created. Wait until it is running."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
