"use client";

import { CirclePlay, CircleSlash, KeyRound, Pencil, Trash2, Waypoints } from "lucide-react";
import { useRef, useState } from "react";
import type { GatewayActions, GatewayToken, ListedGateway } from "@/components/gateways/actions";
import type { GatewayDialogProps } from "@/components/gateways/gateway-dialog";
import { useShowToken } from "@/components/gateways/shown-token";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { onDemand } from "@/components/ui/dialog/on-demand";
import { Icon } from "@/components/ui/layout/icon";
import { Menu } from "@/components/ui/menu/menu";
import { say, undo } from "@/components/ui/message/toast";

const GatewayDialog = onDemand<GatewayDialogProps>(() => import("@/components/gateways/gateway-dialog"));

/** The actions for one gateway. */
export function GatewayMenu({ gateway, actions }: { gateway: ListedGateway; actions: GatewayActions }) {
  const [opened, setOpened] = useState<"change" | "renew" | "remove">();
  const opening = (which: typeof opened) => ({
    open: opened === which,
    onOpenChange: (open: boolean) => setOpened(open ? which : undefined),
  });
  const show = useShowToken();
  const renewed = useRef<GatewayToken>(null);
  const { id, name, state, deviceCount } = gateway;
  const devices = deviceCount === 1 ? "1 tunnel device. Remove it" : `${deviceCount} tunnel devices. Remove them`;
  const renew = async () => {
    const outcome = await actions.renewToken({ gateway: id });
    if (outcome.ok) renewed.current = outcome.data;
    return outcome;
  };
  const toClose = () =>
    void undo(actions.close({ gateway: id }), `${name} accepts no new devices and ports. Those it has go on.`);
  const toOpen = () => void undo(actions.reopen({ gateway: id }), `${name} accepts devices and ports again.`);
  return (
    <>
      <Menu
        label={`Actions for ${name}`}
        items={[
          { label: "Edit…", icon: <Icon of={Pencil} />, onChoose: () => setOpened("change") },
          { label: "Renew token…", icon: <Icon of={KeyRound} />, onChoose: () => setOpened("renew") },
          "rule",
          state === "open"
            ? { label: "Close", icon: <Icon of={CircleSlash} />, onChoose: toClose }
            : { label: "Reopen", icon: <Icon of={CirclePlay} />, onChoose: toOpen },
          "rule",
          { label: "Remove…", icon: <Icon of={Trash2} />, danger: true, onChoose: () => setOpened("remove") },
        ]}
      />
      <GatewayDialog {...opening("change")} gateway={gateway} actions={actions} />
      <ConfirmDialog
        {...opening("renew")}
        title={`Renew the token of ${name}?`}
        description="The program that runs with the old token is refused at once. Start it again with the new one within ten minutes, or it closes every port."
        confirm="Renew token"
        act={renew}
        onDone={() => renewed.current && show(renewed.current)}
      />
      <ConfirmDialog
        {...opening("remove")}
        title={`Remove gateway ${name}?`}
        description="The portal forgets the gateway and its token. Stop its program on the machine afterwards."
        warning={deviceCount > 0 ? `It still has ${devices} first, or close the gateway.` : undefined}
        losses={[{ icon: <Icon of={Waypoints} />, title: "The gateway", detail: gateway.publicAddress }]}
        confirm={`Remove ${name}`}
        act={() => actions.remove({ gateway: id })}
        onDone={() => say(`Gateway ${name} removed.`)}
      />
    </>
  );
}
