import { z } from "zod";
import { done, line, made, one, pages, type Rest } from "@/lib/doors/rest/line";
import { deliveryShape } from "@/lib/events/shape";
import { sendInvitation } from "@/lib/invitations/send";
import { linkShape } from "@/lib/invitations/shape";
import { listMailed, retryMailed } from "@/lib/providers/deliveries";
import {
  createProvider,
  listProviders,
  readProvider,
  removeProvider,
  updateProvider,
} from "@/lib/providers/operations";
import { providerShape, testedShape } from "@/lib/providers/shape";
import { testProvider, testSettings } from "@/lib/providers/try";

const list = `${one}/notifications`;
const provider = `${list}/:provider`;

/** An organisation's own mail servers, and what goes through them. */
export const providerLines: Rest[] = [
  line("GET", list, "List your own mail servers", listProviders, z.array(providerShape)),
  line("POST", list, "Add a mail server", createProvider, providerShape, made),
  line("POST", `${list}/test`, "Try settings before they are kept", testSettings, testedShape),
  line("GET", provider, "Read a mail server", readProvider, providerShape),
  line("PUT", provider, "Change a mail server", updateProvider, providerShape),
  done("DELETE", provider, "Remove a mail server", removeProvider),
  pages(`${provider}/deliveries`, "List what the recipients of a mail server were told", listMailed, deliveryShape),
  done("POST", `${provider}/deliveries/:delivery/retry`, "Tell a failed event again", retryMailed),
  line("POST", `${provider}/test`, "Try a mail server", testProvider, testedShape),
  line(
    "POST",
    `${one}/invite/:invitation/send`,
    "Send an invitation through your own mail server",
    sendInvitation,
    linkShape,
  ),
];
