import Link from "next/link";
import { requireDeveloper } from "@/app/dev/guard";
import { currentTheme } from "@/app/theme";
import { DevFrame } from "@/components/dev/dev-frame";
import { Section } from "@/components/ui/layout/section";
import { sampleMails } from "@/lib/mails/samples";

export const metadata = { title: "For developers" };

export default async function DevPage() {
  requireDeveloper();
  const mails = await sampleMails();
  return (
    <DevFrame
      theme={await currentTheme()}
      title="For developers"
      about="What people seldom see, all in one place. These pages are there while Guildhall is developed or shown as a demo, and on no other portal."
    >
      <Section title="Mails" count={mails.length} action={<Link href="/dev/mails">All on one page</Link>}>
        <ul className="columns-2 gap-6 max-[40rem]:columns-1">
          {mails.map(({ name }, place) => (
            <li key={name}>
              <Link href={`/dev/mails#mail-${place}`} className="hover:underline">
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="States of the screens" action={<Link href="/dev/states">All on one page</Link>}>
        <ul>
          {states.map(([href, label]) => (
            <li key={href}>
              {/* Some of these answer with an error on purpose: nothing is fetched before it is wanted. */}
              <Link href={href} prefetch={false} className="hover:underline">
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </Section>
    </DevFrame>
  );
}

const states = [
  ["/dev/states#empty", "Nothing there yet, nothing found"],
  ["/dev/states#waiting", "Still being read, or under way"],
  ["/dev/states#wrong", "Something was refused or went wrong"],
  ["/dev/states#said", "Something is said: notices, toasts, badges, limits"],
  ["/dev/slow", "A page of which a part is late"],
  ["/dev/nowhere", "A page that isn’t there (404)"],
  ["/dev/forbidden", "A page that one’s role doesn’t allow (403)"],
  ["/dev/error", "A page that couldn’t be read"],
] as const;
