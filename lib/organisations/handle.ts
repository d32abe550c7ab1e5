import { z } from "zod";
import { typed } from "@/lib/text";

/**
 * Names that look like a part of the portal or of a zone below its base domain, and those that programs look up below every
 * domain, or that receive mail or verify things for it. Organisations that already have one keep it.
 */
const reserved = new Set(
  `about account accounts admin administrator api app apps assets auth billing blog contact dashboard default docs guildhall health
  help home host invitations invites legal login logout mail me new nobody node nodes ns1 ns2 ns3 ns4 null organisation organisations
  organization organizations owner portal postmaster privacy public register root security self server servers settings setup
  sign-in sign-out sign-up static status support system terms transfers trpc tunnel undefined user users webmail www accept-invite
  abuse autoconfig autodiscover broadcasthost caldav carddav cname cpanel dav dkim dmarc dns email
  ftp ftps gateway hostmaster imap imaps internal intranet isatap ldap lists local localdomain localhost mta mta-sts mx mx1 mx2
  noc node1 ntp oauth openpgpkey pop pop3 pop3s proxy relay rua ruf sip smtp smtps spf ssh ssl sso
  stun tls turn usenet uucp vpn webmaster wildcard whm whois wpad xmpp`.split(/\s+/),
);
const uuidLike = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A handle as typed: case doesn't matter; each other rule has its own message. */
export const handle = typed(39, "Enter a handle.")
  .transform((text) => text.trim().toLowerCase())
  .pipe(
    z
      .string()
      .min(3, "Use at least 3 characters.")
      .max(39, { error: "Use at most 39 characters.", abort: true })
      .regex(/^[a-z0-9-]*$/, "Use only the letters a to z, digits and hyphens.")
      .refine((text) => !text.startsWith("-") && !text.endsWith("-"), "Start and end with a letter or digit.")
      .refine((text) => !text.includes("--"), "Don’t put two hyphens together.")
      .refine((text) => !uuidLike.test(text), "This looks like an id. Choose a name.")
      .refine((text) => !reserved.has(text), "This handle is reserved. Try another one."),
  );

/** A handle made from a name: `Apex Gaming ⚔` → `apex-gaming`. Always valid; `attempt` above 1 adds a number. */
export function handleFromName(name: string, attempt = 1): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.replace(/['’]/g, "").replace(/[^a-z0-9]+/g, "-");
  const suffix = attempt > 1 ? `-${attempt}` : "";
  const trimmed = words.slice(0, 39 - suffix.length).replace(/^-+|-+$/g, "");
  const made = `${trimmed || "organisation"}${suffix}`;
  return handle.safeParse(made).success ? made : handleFromName(`${trimmed || "new"}-guild`, attempt);
}
