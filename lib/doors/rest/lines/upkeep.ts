import { line, pages, type Rest } from "@/lib/doors/rest/line";
import { listMails, retryMail, withdrawMail } from "@/lib/mails/operations";
import { mailChangeShape, mailShape } from "@/lib/mails/shape";

/** What keeps the portal running: its mails, jobs, limits and health, for portal administrators. */
export const upkeepLines: Rest[] = [
  pages("/admin/mails", "List outgoing mails", listMails, mailShape),
  line("POST", "/admin/mails/:mail/retry", "Send a mail again", retryMail, mailChangeShape),
  line("POST", "/admin/mails/:mail/withdraw", "Withdraw a mail", withdrawMail, mailChangeShape),
];
