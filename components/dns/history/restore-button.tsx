"use client";

import { History } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button/button";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { Icon } from "@/components/ui/layout/icon";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface RestoreButtonProps {
  organisation: string;
  zone: string;
  version: number;
  /** Records that restoring removes and adds. */
  counts: { removed: number; added: number };
  restore: (input: {
    organisation: string;
    zone: string;
    version: number;
    confirmed: boolean;
  }) => Promise<Outcome<unknown>>;
}

/** Restores an earlier version’s records as a new version; asks first. */
export function RestoreButton({ organisation, zone, version, counts, restore }: RestoreButtonProps) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        size="small"
        onPointerEnter={ConfirmDialog.prepare}
        onClick={() => setAsking(true)}
        className="noscript:hidden"
      >
        <Icon of={History} />
        Restore
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Restore version ${version} of ${zone}?`}
        description={`${counts.removed.toLocaleString("en-GB")} records will be removed, ${counts.added.toLocaleString("en-GB")} added.`}
        stays="This creates a new version. The current one stays in the history and can be restored too."
        confirm={`Restore version ${version}`}
        keep="Keep current version"
        act={() => restore({ organisation, zone, version, confirmed: true })}
        onDone={() => say(`Version ${version} of ${zone} restored.`)}
      />
    </>
  );
}
