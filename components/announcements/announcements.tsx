import Link from "next/link";
import { buttonClass } from "@/components/ui/button/button-class";
import { Notice } from "@/components/ui/message/notice";

interface AnnouncementsProps {
  announcements: { id: string; text: string; tone: "note" | "warning"; link: string | null; dismissible: boolean }[];
  /** A server action; the form works without JavaScript. */
  dismiss: (form: FormData) => Promise<void>;
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
              <Notice tone={look} actions={dismissible && <DismissForm id={id} text={text} dismiss={dismiss} />}>
                {line}
              </Notice>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function DismissForm({ id, text, dismiss }: { id: string; text: string } & Pick<AnnouncementsProps, "dismiss">) {
  return (
    <form action={dismiss}>
      <input type="hidden" name="announcement" value={id} />
      <button type="submit" className={buttonClass("quiet", "small")} aria-label={`Dismiss: ${text}`}>
        Dismiss
      </button>
    </form>
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
