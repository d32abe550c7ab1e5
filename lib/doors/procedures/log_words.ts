/**
 * The actions of that ecosystem, each with the second parts of our operations' names. This door accepts both; the log contains
 * ours.
 */
export const actionWords: Record<string, readonly string[]> = {
  create: [
    ...["create", "add", "invite", "inviteMany", "signUpInvited", "accept", "grant", "createFor", "makeBackup"],
    ...["provision", "makeFolder", "copyInvitationLink", "setAvatar", "uploadFile"],
    ...["beginAuthenticator", "makeRecoveryCodes", "register", "link", "createLinkFor", "approve"],
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
      "beginTransfer",
      "cancelTransfer",
      "offer",
      "cancel",
      "decline",
      "complete",
      "open",
      "downloadFile",
    ],
    ...["command", "power", "acceptProvision", "resendOwnerLink", "correctOwner"],
    ...["openByProvider", "openByLink", "openByOwn", "requestLink", "set", "require", "note"],
    ...["confirmAuthenticator", "confirmByCode", "confirmByRecoveryCode", "confirmByPasskey", "openByPasskey"],
    ...["suspend", "unsuspend", "endSuspension", "setSecurity", "resetFactor"],
    ...["resume", "reopen", "renewToken", "deny", "noteConnected"],
  ],
  delete: [
    ...[
      "delete",
      "remove",
      "forget",
      "endWithOwner",
      "leave",
      "reject",
      "revoke",
      "revokeInvitation",
      "revokeGrant",
      "tearDown",
    ],
    ...["deleteBackup", "deleteFile", "removeAvatar", "drop", "lift", "portalDelete", "purge", "purgeStep"],
    ...["removeAuthenticator", "unlink", "close", "endAll", "endByLink"],
  ],
  restore: ["restore", "restoreBackup", "portalRestore"],
  run: ["run"],
  export: ["export", "exportActivity", "exportDeletedActivity"],
  move: ["move"],
};

/** Likewise the targets, with the first parts. A server here is what they call a service; their server is a node here. */
const resourceWords: Record<string, readonly string[]> = {
  organization: ["organisation", "transfer"],
  user: ["joinRequest", "member", "invitation", "account", "user"],
  customRole: ["role"],
  project: ["project"],
  service: ["server"],
  server: ["node", "gateway", "tunnelDevice", "tunnelEnrolment", "tunnelPort"],
  domain: ["zone", "record"],
  notification: ["provider", "webhook", "notice"],
  session: ["token", "session", "secondFactor", "passkey", "identity"],
  backup: ["backup", "restore"],
  schedule: ["schedule"],
  settings: ["ownSignIn", "mailDomain", "portal", "mail", "job", "rate"],
  auditLog: ["auditLog", "permission"],
};

/** Our words for one of their actions; undefined if it is one of ours. Some, such as `deploy`, are never logged: an empty list. */
export function verbsOf(action: string | undefined): readonly string[] | undefined {
  return action === undefined || action.includes(".") ? undefined : (actionWords[action] ?? []);
}

export const nounsOf = (resource: string | undefined): readonly string[] | undefined =>
  resource === undefined ? undefined : (resourceWords[resource] ?? []);

/** Their word for the target of a row of the log; null if they have none. */
export function resourceTypeOf(operation: string): string | null {
  const [noun = ""] = operation.split(".");
  return Object.keys(resourceWords).find((word) => resourceWords[word]?.includes(noun)) ?? null;
}
