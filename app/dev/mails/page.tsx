import { requireDeveloper } from "@/app/dev/guard";
import { currentTheme } from "@/app/theme";
import { DevFrame } from "@/components/dev/dev-frame";
import { MailSample } from "@/components/dev/mail-sample";
import { sampleMails } from "@/lib/mails/samples";

export const metadata = { title: "Every mail" };

export default async function MailsPage() {
  requireDeveloper();
  const mails = await sampleMails();
  return (
    <DevFrame
      theme={await currentTheme()}
      title="Every mail"
      about="Every mail as it is sent: HTML in a frame, plain text beside it. The links don’t work."
    >
      {mails.map((mail, place) => (
        <MailSample key={mail.name} id={`mail-${place}`} mail={mail} />
      ))}
    </DevFrame>
  );
}
