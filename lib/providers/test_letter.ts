import { env } from "@/lib/env";
import { typeset } from "@/lib/mails/letter";
import { unlinked } from "@/lib/mails/unlinked";
import type { SmtpSettings } from "@/lib/providers/settings";
import type { OwnLetter } from "@/lib/providers/smtp";

interface Named {
  name: string;
}

/** What is sent to try a mail server. @param actor who tries it */
export function testLetter(
  organisation: Named & { handle: string },
  actor: Named,
  { host, recipients }: Pick<SmtpSettings, "host" | "recipients">,
): OwnLetter {
  const name = unlinked(organisation.name);
  const words = {
    subject: `${host} sends mails for ${name}`,
    lines: [
      `${unlinked(actor.name)} tried the mail server ${host} in ${name}. That you read this means that it works.`,
    ],
    button: "Look at the mail servers",
    foot: "You got this mail because your address was given for trying it. There is nothing to do.",
  };
  const link = new URL(`/dashboard/organisations/${organisation.handle}/notifications`, env().PUBLIC_URL).href;
  return { fromName: organisation.name, to: recipients, ...typeset(words, link) };
}
