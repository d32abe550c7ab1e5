/** What webhooks can be told: each event with its words, and the operations whose row in the log it is. */
const table = {
  "member.invited": ["Somebody was invited", "member.invite"],
  "member.joined": ["Somebody joined", "invitation.accept", "account.signUpInvited", "member.add"],
  "member.left": ["A member left", "member.leave"],
  "member.removed": ["A member was removed", "member.remove"],
  "member.roleChanged": ["A member got another role", "member.changeRole"],
  "role.created": ["A role was made", "role.create"],
  "role.changed": ["A role was changed", "role.update"],
  "role.deleted": ["A role was deleted", "role.delete"],
  "organisation.changed": [
    "The organisation was changed",
    "organisation.update",
    "organisation.setTier",
    "organisation.setPool",
    "organisation.setAvatar",
    "organisation.removeAvatar",
  ],
  "project.created": ["A project was made", "project.create"],
  "project.changed": ["A project was changed", "project.update"],
  "project.deleted": ["A project was deleted", "project.delete"],
  "server.created": ["A server was made", "server.create"],
  "server.changed": ["A server was changed", "server.update", "server.move", "server.restoreBackup"],
  "server.switched": ["A server was started, stopped or restarted by hand", "server.power"],
  "server.stopped": ["A server ended by itself"],
  "server.failed": ["A server failed", "server.settle"],
  "server.deleted": ["A server was deleted", "server.forget"],
  "zone.created": ["A zone was claimed", "zone.create"],
  "zone.served": ["A zone is answered for", "zone.prove", "zone.verify", "zone.activate"],
  "zone.changed": [
    "A zone was changed",
    ...["record.add", "record.change", "record.help", "record.remove", "record.saveSet"],
    ...[
      "zone.import",
      "zone.saveImport",
      "zone.restore",
      "zone.sign",
      "zone.mend",
      "zone.unsign",
      "zone.update",
      "zone.withdraw",
    ],
  ],
  "zone.failing": ["A zone isn’t answered for as it should be", "zone.noteFailing"],
  "zone.answered": ["A zone that failed is answered for again", "zone.noteAnswered"],
  "zone.deleted": ["A zone was deleted", "zone.delete"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

export type Event = keyof typeof table;
export const events = Object.keys(table) as [Event, ...Event[]];

/** What is sent to try a webhook. Nobody can choose it, and it can't happen. */
export const testEvent = "test";

/** "Somebody joined"; of an event that is no longer told its own name. */
export function eventWords(event: string): string {
  if (event === testEvent) return "This is a test";
  return table[event as Event]?.[0] ?? event;
}

export const eventOperations = Object.fromEntries(
  events.map((event) => [event, table[event].slice(1) as string[]]),
) as Record<Event, string[]>;
const byOperation = new Map(events.flatMap((event) => eventOperations[event].map((name) => [name, event] as const)));

/** The event that a row of the log is; undefined for what nobody is told of. */
export function eventOf(operation: string, after?: Record<string, unknown>): Event | undefined {
  // How a server ended is one operation; one that only its engine's restart ended is started again.
  if (operation === "server.noteEnd") return endings[String(after?.state)];
  // An import that a job saves is told of when it is saved.
  if (operation === "zone.import" && after?.state === "waiting") return undefined;
  return byOperation.get(operation);
}
const endings: Record<string, Event | undefined> = { stopped: "server.stopped", failed: "server.failed" };
