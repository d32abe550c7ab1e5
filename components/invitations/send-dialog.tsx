"use client";

import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import type { OwnServer, SendInvitation } from "@/components/invitations/send-actions";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { Field } from "@/components/ui/form/field";
import { Select } from "@/components/ui/form/select";
import { Notice } from "@/components/ui/message/notice";
import { say } from "@/components/ui/message/toast";

export interface SendDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  organisation: string;
  invitation: string;
  email: string;
  servers: OwnServer[];
  send: SendInvitation;
}

/** Sends an invitation through one of the organisation's SMTP servers. Loaded on demand. */
export default function SendDialog({ open, onOpenChange, email, servers, send, ...one }: SendDialogProps) {
  const [chosen, setChosen] = useState(servers[0]?.id ?? "");
  const [refused, setRefused] = useState<string>();
  const [act, pending] = useAction();
  const server = servers.find(({ id }) => id === chosen) ?? servers[0];
  const close = () => {
    setRefused(undefined);
    onOpenChange(false);
  };
  const begin = () => {
    setRefused(undefined);
    const done = () => {
      say(`Invitation to ${email} sent through ${server?.name}.`);
      close();
    };
    act(() => send({ ...one, provider: server?.id ?? "" }), done, setRefused);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(wanted) => (wanted ? onOpenChange(true) : close())}
      title={`Send invitation to ${email}`}
      description="Its link lets an account with this address join. It doesn’t verify the address, because that server’s operator can read the e-mail."
    >
      <DialogBody>
        <Field label="SMTP server" hint={server && `From ${server.fromAddress}`}>
          {(control) => (
            <Select {...control} value={server?.id} onChange={({ target }) => setChosen(target.value)}>
              {servers.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {refused && (
          <Notice tone="bad" role="alert">
            {refused}
          </Notice>
        )}
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <Button variant="main" busy={pending} onClick={begin}>
          Send
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
