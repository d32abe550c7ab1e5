"use client";

import { Plus } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import type { NewZoneDialogProps } from "@/components/dns/new-zone-dialog";
import type { CreateZone } from "@/components/dns/zones";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { onDemand } from "@/components/ui/on-demand";

const NewZoneDialog = onDemand<NewZoneDialogProps>(() => import("@/components/dns/new-zone-dialog"));

interface NewZoneButtonProps {
  organisation: string;
  /** The address of the organisation. */
  base: string;
  create: CreateZone;
}

/** Opens the form when it is pressed, and when the address says so: `?new=1`. */
export function NewZoneButton(props: NewZoneButtonProps) {
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
        onPointerEnter={NewZoneDialog.prepare}
        onFocus={NewZoneDialog.prepare}
        onClick={() => setPressed(true)}
      >
        <Icon of={Plus} />
        Add a zone
      </Button>
      <NewZoneDialog open={pressed || asked} onOpenChange={(open) => (open ? setPressed(true) : close())} {...props} />
    </>
  );
}
