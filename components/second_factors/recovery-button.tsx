"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { RecoveryDialogProps } from "@/components/second_factors/recovery-dialog";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const RecoveryDialog = onDemand<RecoveryDialogProps>(() => import("@/components/second_factors/recovery-dialog"));

/** Makes new recovery codes and shows them. */
export function MakeRecoveryCodes({ make }: Pick<RecoveryDialogProps, "make">) {
  const [open, setOpen] = useState(false);
  const router = useRouter();
  const { prepare } = RecoveryDialog;
  return (
    <div className="mt-4 noscript:hidden">
      <Button onPointerEnter={prepare} onFocus={prepare} onClick={() => setOpen(true)}>
        Create new recovery codes…
      </Button>
      <RecoveryDialog open={open} onOpenChange={setOpen} make={make} onDone={() => router.refresh()} />
    </div>
  );
}
