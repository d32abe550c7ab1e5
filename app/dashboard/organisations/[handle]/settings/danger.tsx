import type { ReactNode } from "react";
import type { Opened } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { cancelTransferAction, offerTransferAction } from "@/app/dashboard/organisations/[handle]/settings/actions";
import { DangerZone } from "@/components/organisations/danger-zone";
import { TransferPanel } from "@/components/transfers/transfer-panel";
import { read } from "@/lib/doors/page/page";
import { listMembers } from "@/lib/members/operations";
import { readTransfer } from "@/lib/transfers/operations";

/** As many members are offered in a list; among more, the address is entered. */
const choosable = 100;

interface DangerProps {
  organisation: Opened;
  /** Its deletion. */
  children: ReactNode;
}

/** What only the owner can do to the organisation as a whole. */
export async function Danger({ organisation: { id, name, memberCount }, children }: DangerProps) {
  const transfer = await read(readTransfer, { organisation: id });
  const few = memberCount <= choosable;
  const { items } = await read(listMembers, { organisation: id, sort: "name", limit: few ? choosable : 1 });
  return (
    <DangerZone>
      <TransferPanel
        organisation={id}
        name={name}
        members={few ? items.filter(({ isSelf }) => !isSelf).map(toChoice) : null}
        transfer={transfer}
        offer={offerTransferAction}
        cancel={cancelTransferAction}
      />
      {children}
    </DangerZone>
  );
}

const toChoice = ({ userId, name, email }: { userId: string; name: string; email: string | null }) => ({
  userId,
  name,
  email,
});
