"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { AuthenticatorDialogProps } from "@/components/second_factors/authenticator-dialog";
import { Button } from "@/components/ui/button/button";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { onDemand } from "@/components/ui/dialog/on-demand";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

const AuthenticatorDialog = onDemand<AuthenticatorDialogProps>(
  () => import("@/components/second_factors/authenticator-dialog"),
);

/** Sets an authenticator app up. */
export function SetUpAuthenticator(props: Pick<AuthenticatorDialogProps, "begin" | "confirm">) {
  const [open, setOpen] = useState(false);
  const router = useRouter();
  const { prepare } = AuthenticatorDialog;
  return (
    <div className="mt-4 noscript:hidden">
      <Button onPointerEnter={prepare} onFocus={prepare} onClick={() => setOpen(true)}>
        Set up authenticator app…
      </Button>
      <AuthenticatorDialog open={open} onOpenChange={setOpen} onDone={() => router.refresh()} {...props} />
    </div>
  );
}

interface RemoveAuthenticatorProps {
  /** Whether it is the account's last second factor. */
  isLast: boolean;
  remove: (input: Record<string, never>) => Promise<Outcome<unknown>>;
}

/** Removes the authenticator app, after a question. */
export function RemoveAuthenticator({ isLast, remove }: RemoveAuthenticatorProps) {
  const [open, setOpen] = useState(false);
  return (
    <div className="mt-4 noscript:hidden">
      <Button onPointerEnter={ConfirmDialog.prepare} onClick={() => setOpen(true)}>
        Remove authenticator app…
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title="Remove the authenticator app?"
        description={
          isLast
            ? "Your account has no second factor afterwards, so signing in asks for none. The recovery codes are deleted, too."
            : "Its codes are no longer accepted. Your passkeys stay."
        }
        confirm="Remove authenticator app"
        act={() => remove({})}
        onDone={() => say("Authenticator app removed.")}
      />
    </div>
  );
}
