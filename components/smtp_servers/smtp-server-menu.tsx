"use client";

import { useState } from "react";
import type { ListedSmtpServer, SmtpServerActions } from "@/components/smtp_servers/actions";
import type { SmtpServerDialogProps } from "@/components/smtp_servers/smtp-server-dialog";
import { onDemand } from "@/components/ui/dialog/on-demand";
import { EntryMenu } from "@/components/ui/menu/entry-menu";

const SmtpServerDialog = onDemand<SmtpServerDialogProps>(() => import("@/components/smtp_servers/smtp-server-dialog"));

interface SmtpServerMenuProps {
  organisation: string;
  provider: ListedSmtpServer;
  can: { change: boolean; remove: boolean };
  actions: SmtpServerActions;
}

/** What can be done with one mail server of the list. */
export function SmtpServerMenu({ organisation, provider, can, actions }: SmtpServerMenuProps) {
  const [changing, setChanging] = useState(false);
  const { id, name } = provider;
  return (
    <>
      <EntryMenu
        name={name}
        noun="mail server"
        can={can}
        onChange={() => setChanging(true)}
        loss="Its stored password goes with it and can’t be had back. Invitations that it sent go on working."
        remove={() => actions.remove({ organisation, provider: id })}
      />
      <SmtpServerDialog
        open={changing}
        onOpenChange={setChanging}
        organisation={organisation}
        provider={provider}
        actions={actions}
      />
    </>
  );
}
