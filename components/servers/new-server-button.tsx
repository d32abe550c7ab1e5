"use client";

import { Plus } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import type { ServerActions, ServerChoices } from "@/components/servers/editing";
import type { ServerDialogProps } from "@/components/servers/server-dialog";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { onDemand } from "@/components/ui/on-demand";

const ServerDialog = onDemand<ServerDialogProps>(() => import("@/components/servers/server-dialog"));

interface NewServerButtonProps {
  organisation: string;
  choices: ServerChoices;
  create: ServerActions["create"];
}

/** Opens the form when it is pressed, and when the address says so: `?new=1`. */
export function NewServerButton(given: NewServerButtonProps) {
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
        onPointerEnter={ServerDialog.prepare}
        onFocus={ServerDialog.prepare}
        onClick={() => setPressed(true)}
      >
        <Icon of={Plus} />
        New server
      </Button>
      <ServerDialog {...given} open={pressed || asked} onOpenChange={(open) => (open ? setPressed(true) : close())} />
    </>
  );
}
