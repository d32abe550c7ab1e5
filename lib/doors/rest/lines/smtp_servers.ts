import { z } from "zod";
import { done, line, made, one, pages, type Rest } from "@/lib/doors/rest/line";
import { deliveryShape } from "@/lib/events/shape";
import { sendInvitation } from "@/lib/invitations/send_operations";
import { linkShape } from "@/lib/invitations/shape";
import { listMailed, retryMailed } from "@/lib/smtp_servers/delivery_operations";
import {
  createSmtpServer,
  listSmtpServers,
  readSmtpServer,
  removeSmtpServer,
  updateSmtpServer,
} from "@/lib/smtp_servers/operations";
import { smtpServerShape, testedShape } from "@/lib/smtp_servers/shape";
import { testSettings, testSmtpServer } from "@/lib/smtp_servers/trial_operations";

const list = `${one}/notifications`;
const provider = `${list}/:provider`;

/** An organisation's SMTP servers, and the mails sent through them. */
export const smtpServerLines: Rest[] = [
  line("GET", list, "List SMTP servers", listSmtpServers, z.array(smtpServerShape)),
  line("POST", list, "Add an SMTP server", createSmtpServer, smtpServerShape, made),
  line("POST", `${list}/test`, "Test SMTP settings before saving them", testSettings, testedShape),
  line("GET", provider, "Read an SMTP server", readSmtpServer, smtpServerShape),
  line("PUT", provider, "Edit an SMTP server", updateSmtpServer, smtpServerShape),
  done("DELETE", provider, "Remove an SMTP server", removeSmtpServer),
  pages(`${provider}/deliveries`, "List an SMTP server’s deliveries", listMailed, deliveryShape),
  done("POST", `${provider}/deliveries/:delivery/retry`, "Retry a failed delivery", retryMailed),
  line("POST", `${provider}/test`, "Send a test mail", testSmtpServer, testedShape),
  line(
    "POST",
    `${one}/invite/:invitation/send`,
    "Send an invitation through your SMTP server",
    sendInvitation,
    linkShape,
  ),
];
