import { env } from "@/lib/env";
import type { Attempt, Telling } from "@/lib/events/attempt";
import { eventWords } from "@/lib/events/events";
import { Refusal } from "@/lib/kernel/errors";
import { messageIdOf, typeset } from "@/lib/mails/letter";
import { withLinkBreaks } from "@/lib/mails/link_breaks";
import type { SmtpSettings } from "@/lib/smtp_servers/settings";
import { type OwnLetter, sendThrough } from "@/lib/smtp_servers/smtp";

const timeFormat = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "short", timeZone: "UTC" });

/** A mail about an event: actor, target, time, and where to read more. It is the same mail in each attempt. */
export function eventLetter({ recipients }: SmtpSettings, { id, event, at, organisation, facts }: Telling): OwnLetter {
  const { handle } = organisation;
  const name = withLinkBreaks(organisation.name);
  const { actor, target } = facts;
  const happened = target?.name ? `${eventWords(event)}: ${withLinkBreaks(target.name)}` : eventWords(event);
  const when = `${timeFormat.format(at)} UTC`;
  const words = {
    subject: `${name}: ${happened}`,
    lines: [
      `${happened}.`,
      actor.kind === "system" ? `This happened on ${when}.` : `${withLinkBreaks(actor.name)} did that on ${when}.`,
    ],
    button: "View the activity",
    foot: `You receive this mail because ${name} sends such events to your address. Its notification settings can stop that.`,
  };
  return {
    fromName: organisation.name,
    to: recipients,
    ...typeset(words, new URL(`/dashboard/organisations/${handle}/activity`, env().PUBLIC_URL).href),
    messageId: messageIdOf(id),
    // Asks auto-responders not to reply.
    headers: { "Auto-Submitted": "auto-generated" },
  };
}

/** Mails one event to the recipients of an SMTP server. Takes at most 25 seconds; belongs outside any transaction. */
export async function mailEvent(settings: SmtpSettings, password: string | null, telling: Telling): Promise<Attempt> {
  const began = Date.now();
  const ended = (rest: Pick<Attempt, "delivered" | "problem" | "answer">) => {
    return { ...rest, status: null, wait: null, durationMs: Date.now() - began };
  };
  try {
    const { answer, refused } = await sendThrough(settings, password, eventLetter(settings, telling));
    const problem =
      refused.length > 0
        ? `Delivered to the others; the SMTP server refused ${refused.join(", ")}`.slice(0, 500)
        : null;
    return ended({ delivered: true, problem, answer });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return ended({ delivered: false, problem: error.message, answer: null });
  }
}
