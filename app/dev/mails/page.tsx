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
      about="Each as it is sent: its HTML in a frame, its plain text beside it. Their links open nothing."
    >
      {mails.map((mail, place) => (
        <MailSample key={mail.name} id={`mail-${place}`} mail={mail} />
      ))}
    </DevFrame>
  );
}
