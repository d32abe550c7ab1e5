"use client";

import { Plus } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import type { ProviderDialogProps } from "@/components/providers/provider-dialog";
import type { ProviderActions } from "@/components/providers/providing";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { onDemand } from "@/components/ui/on-demand";

const ProviderDialog = onDemand<ProviderDialogProps>(() => import("@/components/providers/provider-dialog"));

/** Opens the editor when it is pressed, and when the address says so: `?new=1`. */
export function NewProviderButton({ organisation, actions }: { organisation: string; actions: ProviderActions }) {
  const [pressed, setPressed] = useState(false);
  const asked = useSearchParams().has("new");
  const close = () => {
    setPressed(false);
    if (asked) history.replaceState(null, "", location.pathname);
  };
  return (
    <>
      <Button
        variant="main"
        className="noscript:hidden"
        onPointerEnter={ProviderDialog.prepare}
        onFocus={ProviderDialog.prepare}
        onClick={() => setPressed(true)}
      >
        <Icon of={Plus} />
        New mail server
      </Button>
      <ProviderDialog
        open={pressed || asked}
        onOpenChange={(open) => (open ? setPressed(true) : close())}
        organisation={organisation}
        actions={actions}
      />
    </>
  );
}
