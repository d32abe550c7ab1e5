"use client";

import { Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button/button";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { Icon } from "@/components/ui/layout/icon";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface EndTokenProps<Input> {
  input: Input;
  name: string;
  end: (input: Input) => Promise<Outcome<unknown>>;
}

export function EndToken<Input>({ input, name, end }: EndTokenProps<Input>) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="quiet"
        size="icon"
        aria-label={`Revoke token ${name}`}
        onPointerEnter={ConfirmDialog.prepare}
        onClick={() => setOpen(true)}
      >
        <Icon of={Trash2} />
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Revoke token ${name}?`}
        description="Programs that use it are refused from their next request. This can’t be undone."
        confirm="Revoke token"
        act={() => end(input)}
        onDone={() => say(`Token ${name} revoked.`)}
      />
    </>
  );
}
