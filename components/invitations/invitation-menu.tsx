"use client";

import { Link2, Mailbox, RotateCw, Send, Undo2 } from "lucide-react";
import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import type { OwnServer, SendInvitation } from "@/components/invitations/send-actions";
import type { SendDialogProps } from "@/components/invitations/send-dialog";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import type { LinkDialogProps } from "@/components/ui/dialog/link-dialog";
import { onDemand } from "@/components/ui/dialog/on-demand";
import { Icon } from "@/components/ui/layout/icon";
import { Menu } from "@/components/ui/menu/menu";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

const SendDialog = onDemand<SendDialogProps>(() => import("@/components/invitations/send-dialog"));
const LinkDialog = onDemand<LinkDialogProps>(() => import("@/components/ui/dialog/link-dialog"));

interface One {
  organisation: string;
  invitation: string;
}
export interface InvitationActions {
  revoke: (one: One) => Promise<Outcome<unknown>>;
  copyLink: (one: One) => Promise<Outcome<{ link: string }>>;
  retryMail: (one: One) => Promise<Outcome<unknown>>;
  resend: (one: One) => Promise<Outcome<unknown>>;
  send: SendInvitation;
}
export interface InvitationMenuProps extends One {
  email: string;
  actions: InvitationActions;
  canRetry: boolean;
  canMail: boolean;
  /** The SMTP servers that the organisation can send it through. */
  servers: OwnServer[];
  /** An expired one can only be resent. */
  expired: boolean;
}

export function InvitationMenu(props: InvitationMenuProps) {
  const { organisation, invitation, email, actions, canRetry, canMail, servers, expired } = props;
  const [revoking, setRevoking] = useState(false);
  const [sending, setSending] = useState(false);
  const [link, setLink] = useState<string>();
  const one = { organisation, invitation };

  const [act] = useAction();
  const copyLink = () =>
    act(
      () => actions.copyLink(one),
      ({ link }) => setLink(link),
    );
  const retryMail = () =>
    act(
      () => actions.retryMail(one),
      () => say(`The e-mail to ${email} is queued again.`),
    );
  const resend = () =>
    act(
      () => actions.resend(one),
      () => {
        const how = canMail ? "New invitation sent to" : "New link ready to copy for";
        say(`${how} ${email}. It works for 48 hours. ${expired ? "" : "The previous link no longer works."}`.trim());
      },
    );
  const renew = {
    label: canMail ? "Resend" : "New link",
    icon: <Icon of={Send} />,
    onChoose: resend,
  };
  const retry = { label: "Retry delivery", icon: <Icon of={RotateCw} />, onChoose: retryMail };
  const send = {
    label: "Send through your SMTP server…",
    icon: <Icon of={Mailbox} />,
    onChoose: () => setSending(true),
  };
  const revoke = {
    label: "Revoke invitation…",
    icon: <Icon of={Undo2} />,
    danger: true,
    onChoose: () => setRevoking(true),
  };
  return (
    <>
      <Menu
        label={`Actions for ${email}`}
        items={[
          ...(expired ? [] : [{ label: "Copy invite link", icon: <Icon of={Link2} />, onChoose: copyLink }]),
          ...(expired || servers.length === 0 ? [] : [send]),
          ...(canRetry ? [retry] : []),
          renew,
          ...(expired ? [] : ["rule" as const, revoke]),
        ]}
      />
      <ConfirmDialog
        open={revoking}
        onOpenChange={setRevoking}
        title={`Revoke the invitation of ${email}?`}
        description="Its links stop working at once. You can invite the same address again."
        confirm="Revoke invitation"
        act={() => actions.revoke(one)}
        onDone={() => say(`Invitation of ${email} revoked.`)}
      />
      <SendDialog
        {...one}
        open={sending}
        onOpenChange={setSending}
        email={email}
        servers={servers}
        send={actions.send}
      />
      <LinkDialog
        open={link !== undefined}
        onOpenChange={() => setLink(undefined)}
        title="Copy invite link"
        description={`It lets an account with the address ${email} join. It doesn’t verify that address.`}
        link={link ?? ""}
      />
    </>
  );
}
