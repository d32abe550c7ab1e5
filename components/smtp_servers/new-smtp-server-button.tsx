"use client";

import type { SmtpServerActions } from "@/components/smtp_servers/actions";
import type { SmtpServerDialogProps } from "@/components/smtp_servers/smtp-server-dialog";
import { NewButton } from "@/components/ui/button/new-button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const SmtpServerDialog = onDemand<SmtpServerDialogProps>(() => import("@/components/smtp_servers/smtp-server-dialog"));

export function NewSmtpServerButton({ organisation, actions }: { organisation: string; actions: SmtpServerActions }) {
  return (
    <NewButton label="New SMTP server" word="mail" prepare={SmtpServerDialog.prepare}>
      {(opening) => <SmtpServerDialog {...opening} organisation={organisation} actions={actions} />}
    </NewButton>
  );
}
