import { z } from "zod";
import { readZoneName } from "@/lib/dns/names/read";
import { refuse } from "@/lib/dns/refusals";
import { organisationReference } from "@/lib/organisations/schema";
import { uuid } from "@/lib/text";
import { readBy } from "@/lib/zones/schema";

/** Domains where everybody can have an address: whoever owns one of them has other places to say who works there. */
const publicDomains = new Set(
  `aol.com atomicmail.io cock.li disroot.org duck.com fastmail.com freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net
  googlemail.com hey.com hotmail.co.uk hotmail.com hotmail.de hotmail.fr icloud.com inbox.ru laposte.net libero.it list.ru
  live.com mac.com mail.com mail.de mail.ru mailbox.org me.com msn.com naver.com orange.fr outlook.com outlook.de outlook.fr
  pm.me posteo.de proton.me protonmail.com qq.com riseup.net seznam.cz t-online.de tuta.com tuta.io tutanota.com tutanota.de
  web.de wp.pl yahoo.co.uk yahoo.com yahoo.de yahoo.fr yandex.com yandex.ru ymail.com zoho.com 126.com 163.com`.split(
    /\s+/,
  ),
);

/** The domain of mail addresses, as it is typed, made canonical: what is behind the @. */
const mailDomain = readBy((text) => {
  const name = readZoneName(text.trim().replace(/^@/, ""));
  return name.includes("\\") || !name.includes(".") ? refuse("name.zone") : name;
}, "Enter the domain of your mail addresses, such as example.org.").refine(
  (domain) => !publicDomains.has(domain),
  "Everybody can have an address of this domain. Enter one of your own.",
);

export const addMailDomainInput = z.strictObject({ organisation: organisationReference, domain: mailDomain });
export const oneMailDomain = z.strictObject({ organisation: organisationReference, mailDomain: uuid });

/** What a look at public DNS found: the proof, its absence, or no answer at all. */
export const seenDomainInput = z.strictObject({
  mailDomain: uuid,
  organisationId: uuid,
  seen: z.enum(["there", "missing"]),
});
