import type { MailRow } from "@/db/queries/mails";
import type { TransferNews } from "@/db/queries/notifications";
import { withLinkBreaks } from "@/lib/mails/link_breaks";

/** A mail about the ownership of an organisation, to one of its two parties. @param until writes a time */
export function transferWords(mail: MailRow, until: (date: Date | null) => string) {
  const name = withLinkBreaks(mail.organisationName ?? "");
  const who = withLinkBreaks(mail.actorName ?? "Somebody");
  const receiver = withLinkBreaks(mail.receiverName ?? "another member");
  const end = until(mail.transferEndsAt);
  const isReceiver = mail.newsRole === "owner";
  const why = `The reason given is: ${withLinkBreaks(mail.transferReason ?? "")}`;
  const view = (subject: string, lines: string[], foot: string) => ({ subject, lines, button: "View transfer", foot });
  const nothingToDo = "You don’t need to do anything.";
  switch (mail.news as TransferNews) {
    case "transferOffered":
      return view(
        `${who} offers you the organisation ${name}`,
        [
          `${who} wants you to become the owner of ${name}. You can see what comes with it, and accept or decline, until ${end}.`,
        ],
        "If you do nothing, the offer expires and nothing changes.",
      );
    case "transferAccepted":
      return view(
        `${name} has a new owner`,
        [`${who} accepted your offer and is now the owner of ${name}. You are now an admin there.`],
        nothingToDo,
      );
    case "transferDeclined":
      return view(
        `${who} declined the transfer of ${name}`,
        [`${who} won’t become the owner of ${name}. The owner stays the same.`],
        "The organisation can be offered again under Settings, in the danger zone.",
      );
    case "transferCancelled":
      return view(
        `The transfer of ${name} was cancelled`,
        [`${who} cancelled the transfer of ${name} to ${receiver}. The owner stays the same.`],
        nothingToDo,
      );
    case "transferPlanned":
      return isReceiver
        ? view(
            `You are to become the owner of ${name}`,
            [
              `${who}, who administers the portal, makes you the owner of ${name} on ${end}, unless its owner objects.`,
              why,
            ],
            "If you don’t want this, open the link and decline.",
          )
        : view(
            `${name} is to get another owner`,
            [
              `${who}, who administers the portal, makes ${receiver} the owner of ${name} on ${end}. You would become an admin.`,
              why,
              "If this is wrong, object before then: that ends the transfer.",
            ],
            "If you do nothing, the transfer takes place.",
          );
    case "transferObjected":
      return view(
        `The owner of ${name} stays the same`,
        [`${who} objected to the transfer of ${name} to you, so it won’t take place.`],
        nothingToDo,
      );
    default:
      return isReceiver
        ? view(
            `You are now the owner of ${name}`,
            [
              `The waiting time is over, and nobody objected: the portal’s administration made you the owner of ${name}.`,
            ],
            nothingToDo,
          )
        : view(
            `${name} has a new owner`,
            [
              `The waiting time is over: the portal’s administration made ${receiver} the owner of ${name}. You are now an admin there.`,
            ],
            "If this is wrong, contact the portal’s administrator.",
          );
  }
}
