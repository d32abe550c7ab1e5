"use client";

import { useState } from "react";
import type { RenamePasskeyProps } from "@/components/passkeys/rename-dialog";
import { onDemand } from "@/components/ui/dialog/on-demand";
import { EntryMenu } from "@/components/ui/menu/entry-menu";
import type { Outcome } from "@/lib/kernel/errors";

const RenamePasskey = onDemand<RenamePasskeyProps>(() => import("@/components/passkeys/rename-dialog"));

interface PasskeyMenuProps extends Pick<RenamePasskeyProps, "passkey" | "rename"> {
  /** Whether it is the account's last second factor. */
  isLast: boolean;
  remove: (input: { passkey: string }) => Promise<Outcome<unknown>>;
}

const ends = "It can’t open your account any more, and other sessions that used it end. This can’t be undone.";
const endsFactor =
  "Your account has no second factor afterwards, so signing in asks for none. The recovery codes are deleted, and other sessions that used it end.";

/** The actions for one passkey. */
export function PasskeyMenu({ passkey, isLast, rename, remove }: PasskeyMenuProps) {
  const [renaming, setRenaming] = useState(false);
  return (
    <>
      <EntryMenu
        name={passkey.name}
        noun="passkey"
        can={{ change: true, remove: true }}
        onChange={() => setRenaming(true)}
        loss={isLast ? endsFactor : ends}
        remove={() => remove({ passkey: passkey.id })}
      />
      <RenamePasskey open={renaming} onOpenChange={setRenaming} passkey={passkey} rename={rename} />
    </>
  );
}
