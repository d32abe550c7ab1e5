import Link from "next/link";
import { Dismissible } from "@/components/announcements/dismissible";
import { Notice } from "@/components/ui/message/notice";
import type { Outcome } from "@/lib/kernel/errors";

interface AnnouncementsProps {
  announcements: { id: string; text: string; tone: "note" | "warning"; link: string | null; dismissible: boolean }[];
  /** For users; left out before signing in, where the browser remembers it. */
  dismiss?: (input: { announcement: string }) => Promise<Outcome<unknown>>;
}

/** The portal's announcements, one line each, above the page. */
export function Announcements({ announcements, dismiss }: AnnouncementsProps) {
  if (announcements.length === 0) return null;
  return (
    <section aria-label="Announcements" className="mb-5">
      <ul className="grid gap-2">
        {announcements.map(({ id, text, tone, link, dismissible }) => {
          const line = (
            <>
              <span className="wrap-anywhere">{text}</span>
              {link && <More link={link} text={text} />}
            </>
          );
          const look = tone === "warning" ? ("warn" as const) : ("note" as const);
          return (
            <li key={id} className="contents">
              {dismissible ? (
                <Dismissible id={id} text={text} tone={look} dismiss={dismiss}>
                  {line}
                </Dismissible>
              ) : (
                <Notice tone={look}>{line}</Notice>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function More({ link, text }: { link: string; text: string }) {
  const words = (
    <>
      Read more<span className="sr-only">: {text}</span>
    </>
  );
  return (
    <>
      {" "}
      {link.startsWith("/") ? (
        <Link href={link}>{words}</Link>
      ) : (
        <a href={link} rel="noreferrer">
          {words}
        </a>
      )}
    </>
  );
}
