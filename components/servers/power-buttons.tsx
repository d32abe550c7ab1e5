"use client";

import { useState } from "react";
import type { ListedServer, PowerAction, ServerActions } from "@/components/servers/actions";
import { powerIcons, powerLabel, powersOf, powerWords } from "@/components/servers/powers";
import { Button } from "@/components/ui/button/button";
import { Icon } from "@/components/ui/layout/icon";
import { say } from "@/components/ui/message/toast";

interface PowerButtonsProps {
  organisation: string;
  server: ListedServer;
  power: ServerActions["power"];
}

/** Starts, stops, restarts and kills the server that the page is about. */
export function PowerButtons({ organisation, server, power }: PowerButtonsProps) {
  const [asked, setAsked] = useState<PowerAction>();
  const press = async (action: PowerAction) => {
    setAsked(action);
    const outcome = await power({ organisation, server: server.id, action }).catch(() => undefined);
    setAsked(undefined);
    const refused = outcome?.ok ? undefined : outcome?.error.message;
    say(
      outcome?.ok
        ? `${server.name} ${powerWords[action]}.`
        : (refused ?? "Couldn’t reach Guildhall. Nothing was changed. Try again."),
    );
  };
  return powersOf(server).map((action) => (
    <Button
      key={action}
      variant={action === "kill" ? "danger-quiet" : undefined}
      busy={asked === action}
      onClick={() => void press(action)}
      className="noscript:hidden"
    >
      {asked !== action && <Icon of={powerIcons[action]} />}
      {powerLabel(server, action)}
    </Button>
  ));
}
