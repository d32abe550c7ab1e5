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

/** The actions menu of one SMTP server. */
export function SmtpServerMenu({ organisation, provider, can, actions }: SmtpServerMenuProps) {
  const [changing, setChanging] = useState(false);
  const { id, name } = provider;
  return (
    <>
      <EntryMenu
        name={name}
        noun="SMTP server"
        can={can}
        onChange={() => setChanging(true)}
        loss="Its stored password is deleted, too. This can’t be undone. Invitations that it sent stay valid."
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
