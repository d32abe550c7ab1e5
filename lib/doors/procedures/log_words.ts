/**
 * The few action words of that ecosystem, each with the second part of our operations' names. This door knows both; the
 * log has ours.
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

/** The resources, likewise, with the first parts. A server here is a service there; a server there is a node here. */
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

/**
 * The operations of an action of theirs; undefined for one of ours. Some of theirs are never logged here, such as
 * `deploy`: an empty list.
 */
export function verbsOf(action: string | undefined): readonly string[] | undefined {
  return action === undefined || action.includes(".") ? undefined : (actionWords[action] ?? []);
}

export const nounsOf = (resource: string | undefined): readonly string[] | undefined =>
  resource === undefined ? undefined : (resourceWords[resource] ?? []);

/** The resource of a row of the log; null for one without a word there. */
export function resourceTypeOf(operation: string): string | null {
  const [noun = ""] = operation.split(".");
  return Object.keys(resourceWords).find((word) => resourceWords[word]?.includes(noun)) ?? null;
}
