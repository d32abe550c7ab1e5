"use client";

import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
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

/** The power buttons of a server’s page. */
export function PowerButtons({ organisation, server, power }: PowerButtonsProps) {
  const [asked, setAsked] = useState<PowerAction>();
  const [act, pending] = useAction();
  const press = (action: PowerAction) => {
    setAsked(action);
    act(
      () => power({ organisation, server: server.id, action }),
      () => say(`${server.name} ${powerWords[action]}.`),
    );
  };
  return powersOf(server).map((action) => (
    <Button
      key={action}
      variant={action === "kill" ? "danger-quiet" : undefined}
      busy={pending && asked === action}
      onClick={() => press(action)}
      className="noscript:hidden"
    >
      {!(pending && asked === action) && <Icon of={powerIcons[action]} />}
      {powerLabel(server, action)}
    </Button>
  ));
}
