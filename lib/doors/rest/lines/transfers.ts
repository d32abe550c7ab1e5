import { z } from "zod";
import { withAvatarUrl } from "@/lib/avatars/url";
import { line, made, one, type Rest } from "@/lib/doors/rest/line";
import { acceptTransfer, declineTransfer, listMyTransfers, readMyTransfer } from "@/lib/transfers/answer_operations";
import { cancelTransfer, offerTransfer, readTransfer } from "@/lib/transfers/operations";
import { beginTransfer, cancelBegunTransfer, readOrganisationTransfer } from "@/lib/transfers/portal_operations";
import {
  acceptedTransferShape,
  declinedTransferShape,
  endedTransferShape,
  ownTransferShape,
  transferPageShape,
  transferShape,
} from "@/lib/transfers/shape";
import type { Transfer } from "@/lib/transfers/view";

const mine = "/organisations/transfers/:transfer";
const ofAny = "/admin/organisations/:organisation/transfer";

const shown = <T extends Transfer>({ organisation, ...rest }: T) => ({
  ...rest,
  organisation: withAvatarUrl(organisation),
});
const last = { show: (transfer: Transfer | null) => transfer && shown(transfer) };

/** Organisations on their way to another owner. */
export const transferLines: Rest[] = [
  line(
    "GET",
    "/organisations/transfers",
    "List pending transfers from and to you",
    listMyTransfers,
    z.array(ownTransferShape),
    { show: (transfers) => transfers.map(shown) },
  ),
  line("GET", `${mine}/contents`, "Read a transfer, and what comes with it", readMyTransfer, transferPageShape, {
    show: shown,
  }),
  line("POST", `${mine}/accept`, "Accept an organisation", acceptTransfer, acceptedTransferShape),
  line("POST", `${mine}/decline`, "Decline an organisation", declineTransfer, declinedTransferShape),
  line("GET", `${one}/transfer`, "Read an organisation’s last transfer", readTransfer, transferShape.nullable(), last),
  line("POST", `${one}/transfer`, "Offer an organisation to a member", offerTransfer, transferShape, {
    ...made,
    show: shown,
  }),
  line("DELETE", `${one}/transfer`, "Cancel a transfer, or object to it", cancelTransfer, endedTransferShape),
  line("GET", ofAny, "Read any organisation’s last transfer", readOrganisationTransfer, transferShape.nullable(), last),
  line("POST", ofAny, "Begin to make a member the owner", beginTransfer, transferShape, { ...made, show: shown }),
  line("DELETE", ofAny, "Cancel a transfer that the portal has begun", cancelBegunTransfer, endedTransferShape),
];
