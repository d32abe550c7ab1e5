/** What webhooks and the recipients of mail servers can be told, in words. Each command says which event it is, if any. */
const table = {
  "member.invited": "Somebody was invited",
  "member.joined": "Somebody joined",
  "member.left": "A member left",
  "member.removed": "A member was removed",
  "member.roleChanged": "A member got another role",
  "role.created": "A role was made",
  "role.changed": "A role was changed",
  "role.deleted": "A role was deleted",
  "organisation.changed": "The organisation was changed",
  "project.created": "A project was made",
  "project.changed": "A project was changed",
  "project.deleted": "A project was deleted",
  "server.created": "A server was made",
  "server.changed": "A server was changed",
  "server.switched": "A server was started, stopped or restarted by hand",
  "server.stopped": "A server ended by itself",
  "server.failed": "A server failed",
  "server.deleted": "A server was deleted",
  "zone.created": "A zone was claimed",
  "zone.served": "A zone is answered for",
  "zone.changed": "A zone was changed",
  "zone.failing": "A zone isn’t answered for as it should be",
  "zone.answered": "A zone that failed is answered for again",
  "zone.deleted": "A zone was deleted",
} as const;

export type Event = keyof typeof table;
export const events = Object.keys(table) as [Event, ...Event[]];

declare module "@/lib/kernel/trace" {
  interface Registered {
    event: Event;
  }
}

/** What is sent to try a webhook. Nobody can choose it, and it can't happen. */
export const testEvent = "test";

/** "Somebody joined"; of an event that is no longer told its own name. */
export function eventWords(event: string): string {
  if (event === testEvent) return "This is a test";
  return Object.hasOwn(table, event) ? table[event as Event] : event;
}
