"use client";

import { CirclePlay, Pencil, X } from "lucide-react";
import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import type { ListedDevice, ListedPort, PortActions } from "@/components/tunnels/actions";
import type { EditPortDialogProps } from "@/components/tunnels/ports/edit-port-dialog";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { onDemand } from "@/components/ui/dialog/on-demand";
import { Icon } from "@/components/ui/layout/icon";
import { Menu } from "@/components/ui/menu/menu";
import { say } from "@/components/ui/message/toast";

const EditPortDialog = onDemand<EditPortDialogProps>(() => import("@/components/tunnels/ports/edit-port-dialog"));

interface PortMenuProps {
  organisation: string;
  device: ListedDevice;
  port: ListedPort;
  actions: PortActions;
}

/** The actions for one port of a device. */
export function PortMenu({ organisation, device, port, actions }: PortMenuProps) {
  const [asking, setAsking] = useState<"edit" | "close">();
  const [act] = useAction();
  const { publicPort, state } = port;
  const one = { organisation, device: device.id, port: port.id };
  const turn = (what: typeof asking) => (open: boolean) => setAsking(open ? what : undefined);
  return (
    <>
      <Menu
        label={`Actions for port ${publicPort}`}
        items={[
          { label: "Edit…", icon: <Icon of={Pencil} />, onChoose: () => setAsking("edit") },
          state === "closed"
            ? {
                label: "Open again",
                icon: <Icon of={CirclePlay} />,
                onChoose: () =>
                  act(
                    () => actions.reopen(one),
                    () => say(`Port ${publicPort} opened again.`),
                  ),
              }
            : { label: "Close…", icon: <Icon of={X} />, danger: true, onChoose: () => setAsking("close") },
        ]}
      />
      <EditPortDialog
        open={asking === "edit"}
        onOpenChange={turn("edit")}
        organisation={organisation}
        device={device}
        port={port}
        update={actions.update}
      />
      <ConfirmDialog
        open={asking === "close"}
        onOpenChange={turn("close")}
        title={`Close port ${publicPort}?`}
        description="Connections through it end at once."
        stays="You can open it again within an hour, with the same number."
        confirm={`Close port ${publicPort}`}
        act={() => actions.close(one)}
        onDone={() => say(`Port ${publicPort} closed.`)}
      />
    </>
  );
}
