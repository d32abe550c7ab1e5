"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { PasskeyDialogProps } from "@/components/passkeys/passkey-dialog";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const PasskeyDialog = onDemand<PasskeyDialogProps>(() => import("@/components/passkeys/passkey-dialog"));

export function AddPasskey(props: Pick<PasskeyDialogProps, "begin" | "register" | "isFirst">) {
  const [open, setOpen] = useState(false);
  const router = useRouter();
  const { prepare } = PasskeyDialog;
  return (
    <div className="mt-4 noscript:hidden">
      <Button onPointerEnter={prepare} onFocus={prepare} onClick={() => setOpen(true)}>
        Add passkey…
      </Button>
      <PasskeyDialog open={open} onOpenChange={setOpen} onDone={() => router.refresh()} {...props} />
    </div>
  );
}
