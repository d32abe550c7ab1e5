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

/** An organisation's own mail servers, and what goes through them. */
export const smtpServerLines: Rest[] = [
  line("GET", list, "List your own mail servers", listSmtpServers, z.array(smtpServerShape)),
  line("POST", list, "Add a mail server", createSmtpServer, smtpServerShape, made),
  line("POST", `${list}/test`, "Try settings before they are kept", testSettings, testedShape),
  line("GET", provider, "Read a mail server", readSmtpServer, smtpServerShape),
  line("PUT", provider, "Change a mail server", updateSmtpServer, smtpServerShape),
  done("DELETE", provider, "Remove a mail server", removeSmtpServer),
  pages(`${provider}/deliveries`, "List what the recipients of a mail server were told", listMailed, deliveryShape),
  done("POST", `${provider}/deliveries/:delivery/retry`, "Tell a failed event again", retryMailed),
  line("POST", `${provider}/test`, "Try a mail server", testSmtpServer, testedShape),
  line(
    "POST",
    `${one}/invite/:invitation/send`,
    "Send an invitation through your own mail server",
    sendInvitation,
    linkShape,
  ),
];
