import type { ErrorCode } from "@/lib/kernel/errors";

/** Why a server is refused, or what should be done with it. */
export const serverReasons = {
  "server.limit": ["LIMIT_REACHED", "This organisation has as many servers as its portal tier allows."],
  "server.taken": ["CONFLICT", "There is a server of this name already."],
  "server.project": ["INVALID", "Choose one of your projects: you wouldn’t see a server without one."],
  "server.noNode": ["CONFLICT", "No node can take this server now. Ask for less, or try again later."],
  "server.deleting": ["CONFLICT", "This server is being deleted."],
  "server.noRoom": ["CONFLICT", "The server’s node can’t give that now. Ask for less, or try again later."],
  "server.variables": ["INVALID", "A server has at most a hundred variables. Remove some first."],
  "server.notRunning": ["CONFLICT", "This server doesn’t run, so nothing can be typed to it. Start it first."],
  "server.unheard": ["UPSTREAM", "The server’s node didn’t take the command. Try again in a moment."],
  "server.streams": ["RATE_LIMITED", "You look at too many servers at once. Close another window of them first."],
  "server.unfinished": ["CONFLICT", "This server is still being made. Wait until it runs."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
