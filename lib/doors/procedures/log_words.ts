/**
 * What was done, in the few words of that ecosystem: each with the second part of our operations' names. Both are known at this
 * door; what stands in the log is ours.
 */
export const actionWords: Record<string, readonly string[]> = {
  create: [
    ...["create", "add", "invite", "inviteMany", "signUpInvited", "accept", "grant", "createFor", "makeBackup"],
    ...["makeFolder", "copyInvitationLink", "setAvatar", "uploadFile"],
  ],
  update: [
    ...["update", "change", "changeRole", "narrow", "setDefault", "setTier", "setSchedule", "setCleanup", "assign"],
    ...[
      "saveSet",
      "saveText",
      "saveImport",
      "import",
      "help",
      "sign",
      "unsign",
      "verify",
      "prove",
      "activate",
      "route",
    ],
    ...["fetchLogo", "moveFile", "resendInvitation", "retryInvitationMail", "sendInvitation", "settle", "failImport"],
    ...[
      "noteCleanup",
      "noteEnd",
      "measure",
      "end",
      "retry",
      "test",
      "testSettings",
      "withdraw",
      "open",
      "downloadFile",
    ],
    ...["command", "power"],
  ],
  delete: [
    ...["delete", "remove", "forget", "leave", "reject", "revoke", "revokeInvitation", "revokeGrant", "tearDown"],
    ...["deleteBackup", "deleteFile", "removeAvatar"],
  ],
  restore: ["restore", "restoreBackup"],
  run: ["run"],
  move: ["move"],
};

/** What it was done to, likewise: the first parts. A server here is what they call a service; theirs is a node. */
const resourceWords: Record<string, readonly string[]> = {
  organization: ["organisation"],
  user: ["member", "invitation", "account", "user"],
  customRole: ["role"],
  project: ["project"],
  service: ["server"],
  server: ["node"],
  domain: ["zone", "record"],
  notification: ["provider", "webhook", "notice"],
  session: ["token", "session"],
  backup: ["backup", "restore"],
  schedule: ["schedule"],
  settings: ["portal", "mail"],
};

/** An action of theirs; undefined for one of ours. Nothing is logged of some of theirs, such as `deploy`: an empty list. */
export function verbsOf(action: string | undefined): readonly string[] | undefined {
  return action === undefined || action.includes(".") ? undefined : (actionWords[action] ?? []);
}

export const nounsOf = (resource: string | undefined): readonly string[] | undefined =>
  resource === undefined ? undefined : (resourceWords[resource] ?? []);

/** The kind of thing that a row of the log is about; null for what has no word there. */
export function resourceTypeOf(operation: string): string | null {
  const [noun = ""] = operation.split(".");
  return Object.keys(resourceWords).find((word) => resourceWords[word]?.includes(noun)) ?? null;
}
