import type { ErrorCode } from "@/lib/kernel/errors";

/** Why images, files, backups and schedules of a server are refused. */
export const fileReasons = {
  "image.registry": [
    "FORBIDDEN",
    "Images don’t come from this registry here. Ask the portal’s administrator to allow it.",
  ],
  "file.missing": ["NOT_FOUND", "There is no such file or folder. It may have been moved meanwhile."],
  "file.noFolder": ["CONFLICT", "A part of this path is a file, not a folder."],
  "file.folder": ["CONFLICT", "This is a folder, not a file."],
  "file.link": ["FORBIDDEN", "A link in this path leads out of the server’s files, or nowhere. It isn’t followed."],
  "file.isLink": ["CONFLICT", "This is a link. Change what it leads to, or delete the link first."],
  "file.special": ["CONFLICT", "This is neither a file nor a folder, so it can only be deleted or renamed."],
  "file.exists": ["CONFLICT", "There is something of this name already. Choose another, or delete it first."],
  "file.changed": ["CONFLICT", "This file was changed meanwhile. Load it anew, then make your change again."],
  "file.full": ["LIMIT_REACHED", "The server’s disk has no room for this. Delete something, or raise its disk."],
  "file.within": ["CONFLICT", "A folder can’t be moved into itself."],
  "file.failed": ["CONFLICT", "The node couldn’t do this with the file. Try again, or stop the server first."],
  "file.root": ["INVALID", "Name a file or folder: this is the folder that holds them all."],
  "file.large": ["TOO_LARGE", "A file that is uploaded has at most 1 GiB."],
  "file.length": ["INVALID", "Say how long the file is, in a header Content-Length, and send exactly that much."],
  "file.type": ["UNSUPPORTED_TYPE", "Send the file as application/octet-stream, or its text as JSON."],
  "file.busy": ["RATE_LIMITED", "Too much is done with this server’s files at once. Try again in a moment."],
  "file.engine": ["UPSTREAM", "The server’s node doesn’t answer. Try again later."],
  "server.noFiles": ["CONFLICT", "This server has no files yet. Wait until it has been made."],
  "server.restoring": ["CONFLICT", "A backup is being restored. Wait until that is done."],
  "server.full": ["LIMIT_REACHED", "This server’s files take more than its disk. Delete some, or raise its disk."],
  "backup.limit": [
    "LIMIT_REACHED",
    "This server has as many backups as the portal tier allows. Delete one that nobody needs.",
  ],
  "backup.busy": ["CONFLICT", "A backup of this server is being made. Wait until it is done."],
  "backup.unfinished": ["CONFLICT", "This backup isn’t finished, so there is nothing to take out of it."],
  "backup.restoring": ["CONFLICT", "This backup is being restored. Wait until that is done."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
