import { Section } from "@/components/ui/layout/section";

interface MailSampleProps {
  id: string;
  mail: { name: string; when: string; from: string; to: string; subject: string; text: string; html: string };
}

/** A mail as it is sent, with both parts side by side. */
export function MailSample({ id, mail }: MailSampleProps) {
  const { name, when, from, to, subject, text, html } = mail;
  const facts = [
    ["From", from],
    ["To", to],
    ["Subject", subject],
  ] as const;
  return (
    <Section id={id} title={name}>
      <p className="text-ink-soft">{when}</p>
      <dl className="my-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 text-sm wrap-anywhere">
        {facts.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-ink-soft">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="grid gap-4 @3xl/page:grid-cols-2">
        <iframe
          title={`HTML of ${name}`}
          srcDoc={html}
          // No scripts may run in it, as in a mail program.
          sandbox=""
          className="h-[30rem] w-full rounded-panel border border-hair"
        />
        <pre className="rounded-panel bg-ground p-4 font-mono text-sm wrap-anywhere whitespace-pre-wrap">{text}</pre>
      </div>
    </Section>
  );
}
