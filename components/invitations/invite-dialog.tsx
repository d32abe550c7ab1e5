"use client";

import { type ReactNode, useState } from "react";
import type { InviteActions, InvitePlace } from "@/components/invitations/actions";
import { AddMemberForm } from "@/components/invitations/add-member-form";
import { InviteManyForm } from "@/components/invitations/invite-many-form";
import { InviteOneForm } from "@/components/invitations/invite-one-form";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { Notice } from "@/components/ui/message/notice";

export interface InviteDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  place: InvitePlace;
  actions: InviteActions;
}

type Way = "one" | "many" | "add";

const titles: Record<Way, (name: string) => string> = {
  one: (name) => `Invite somebody to ${name}`,
  many: (name) => `Invite several people to ${name}`,
  add: (name) => `Add somebody to ${name}`,
};
const forms = { one: InviteOneForm, many: InviteManyForm, add: AddMemberForm };
const changes: Record<Way, { way: Way; label: string }[]> = {
  one: [
    { way: "many", label: "Invite several at once" },
    { way: "add", label: "Add somebody who has an account" },
  ],
  many: [{ way: "one", label: "Invite just one" }],
  add: [{ way: "one", label: "Invite by mail instead" }],
};

/** Opened by `InviteButton` alone, which fetches it when it is wanted. What was typed outlives its closing. */
export default function InviteDialog({ open, onOpenChange, place, actions }: InviteDialogProps) {
  const [way, setWay] = useState<Way>("one");
  const [typed, setTyped] = useState("");
  const invited = place.byMail
    ? `${way === "many" ? "Each gets" : "They get"} a mail with a link that works for 48 hours.`
    : "This portal sends no mail: copy the link from the list and pass it on. It works for 48 hours.";
  const added =
    "They become a member at once, without being asked, and can leave again. It needs an account whose address is confirmed.";
  const TheForm = forms[way];
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={titles[way](place.name)}
      description={way === "add" ? added : invited}
    >
      {place.roles.length === 0 ? (
        <NoRole close={() => onOpenChange(false)} />
      ) : (
        <TheForm
          key={way}
          place={place}
          actions={actions}
          typed={typed}
          onTyped={setTyped}
          close={() => onOpenChange(false)}
          changes={changes[way].map(({ way: other, label }) => ({ label, onChoose: () => setWay(other) }))}
        />
      )}
    </Dialog>
  );
}

function NoRole({ close }: { close: () => void }): ReactNode {
  return (
    <>
      <DialogBody>
        <Notice tone="warn">
          You may invite people, but there is no role here that you may give: only such as allow less than your own. Ask
          an admin.
        </Notice>
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Close</Button>
      </DialogFoot>
    </>
  );
}
