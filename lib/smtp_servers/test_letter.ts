import { env } from "@/lib/env";
import { typeset } from "@/lib/mails/letter";
import { withLinkBreaks } from "@/lib/mails/link_breaks";
import type { SmtpSettings } from "@/lib/smtp_servers/settings";
import type { OwnLetter } from "@/lib/smtp_servers/smtp";

interface Named {
  name: string;
}

/** The mail that tests an SMTP server. @param actor the user who tests it */
export function testLetter(
  organisation: Named & { handle: string },
  actor: Named,
  { host, recipients }: Pick<SmtpSettings, "host" | "recipients">,
): OwnLetter {
  const name = withLinkBreaks(organisation.name);
  const words = {
    subject: `Test mail of ${name} through ${host}`,
    lines: [
      `${withLinkBreaks(actor.name)} tested the SMTP server ${host} in ${name}. It works: this mail was delivered.`,
    ],
    button: "View the SMTP servers",
    foot: "You received this mail because your address was entered as a recipient of the test. You don’t have to do anything.",
  };
  const link = new URL(`/dashboard/organisations/${organisation.handle}/notifications`, env().PUBLIC_URL).href;
  return { fromName: organisation.name, to: recipients, ...typeset(words, link) };
}
