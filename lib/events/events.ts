/** The events for webhooks and the recipients of SMTP servers, in words. Each command declares its event, if any. */
const table = {
  "member.invited": "Somebody was invited",
  "member.joined": "Somebody joined",
  "member.left": "A member left",
  "member.removed": "A member was removed",
  "member.roleChanged": "A member’s role was changed",
  "role.created": "A role was created",
  "role.changed": "A role was changed",
  "role.deleted": "A role was deleted",
  "organisation.changed": "The organisation was changed",
  "organisation.transferred": "The organisation has a new owner",
  "project.created": "A project was created",
  "project.changed": "A project was changed",
  "project.deleted": "A project was deleted",
  "server.created": "A server was created",
  "server.changed": "A server was changed",
  "server.switched": "A server was started, stopped or restarted manually",
  "server.stopped": "A server stopped by itself",
  "server.failed": "A server failed",
  "server.deleted": "A server was deleted",
  "zone.created": "A zone was added",
  "zone.served": "A zone became active",
  "zone.changed": "A zone was changed",
  "zone.failing": "A zone has failing names",
  "zone.answered": "A zone no longer has failing names",
  "zone.deleted": "A zone was deleted",
  "tunnel.enrolled": "A tunnel device was added",
  "tunnel.changed": "A tunnel device was changed",
  "tunnel.connected": "A tunnel device connected for the first time",
  "tunnel.removed": "A tunnel device was removed",
  "tunnel.opened": "A port of a tunnel device was opened",
  "tunnel.closed": "A port of a tunnel device was closed",
} as const;

export type Event = keyof typeof table;
export const events = Object.keys(table) as [Event, ...Event[]];

declare module "@/lib/kernel/trace" {
  interface Registered {
    event: Event;
  }
}

/** The event of a test. Nobody can subscribe to it, and it never occurs. */
export const testEvent = "test";

/** "Somebody joined"; for an event that no longer exists, its name. */
export function eventWords(event: string): string {
  if (event === testEvent) return "This is a test";
  return Object.hasOwn(table, event) ? table[event as Event] : event;
}
