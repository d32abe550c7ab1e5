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
      about="Mails and screen states that are rarely seen, in one place. These pages exist only in development and in the demo."
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
  ["/dev/states#empty", "Empty lists and searches without results"],
  ["/dev/states#waiting", "Loading, or in progress"],
  ["/dev/states#wrong", "Refusals and errors"],
  ["/dev/states#said", "Messages: notices, toasts, badges, limits"],
  ["/dev/slow", "A page with a slow part"],
  ["/dev/nowhere", "Page not found (404)"],
  ["/dev/forbidden", "Page not allowed by the role (403)"],
  ["/dev/error", "Page that couldn’t be loaded"],
] as const;
