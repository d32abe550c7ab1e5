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
  add: (name) => `Add an existing user to ${name}`,
};
const forms = { one: InviteOneForm, many: InviteManyForm, add: AddMemberForm };
const changes: Record<Way, { way: Way; label: string }[]> = {
  one: [
    { way: "many", label: "Invite several at once" },
    { way: "add", label: "Add an existing user" },
  ],
  many: [{ way: "one", label: "Invite one person" }],
  add: [{ way: "one", label: "Invite by e-mail instead" }],
};

/** Opened only by `InviteButton`, which loads it on demand. Typed text survives closing it. */
export default function InviteDialog({ open, onOpenChange, place, actions }: InviteDialogProps) {
  const [way, setWay] = useState<Way>("one");
  const [typed, setTyped] = useState("");
  const invited = place.byMail
    ? `${way === "many" ? "Each gets" : "They get"} an e-mail with a link that works for 48 hours.`
    : "This portal doesn’t send e-mail: copy the link from the list and pass it on. It works for 48 hours.";
  const added =
    "They become a member at once, without being asked, and can leave. Their account’s e-mail must be verified.";
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
          You may invite people, but there is no role that you may assign: only roles with fewer permissions than your
          own. Ask an admin.
        </Notice>
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Close</Button>
      </DialogFoot>
    </>
  );
}
