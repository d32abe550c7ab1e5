"use client";

import { Ban, CirclePlay, FolderInput, Pencil, Plug, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { ZodType } from "zod";
import { useAction } from "@/components/forms/use-action";
import type { MoveDialogProps } from "@/components/projects/move-dialog";
import type { ProjectChoices } from "@/components/projects/project-field";
import type { DeviceActions, ListedDevice } from "@/components/tunnels/actions";
import type { EditDialogProps } from "@/components/tunnels/edit-dialog";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { onDemand } from "@/components/ui/dialog/on-demand";
import { Icon } from "@/components/ui/layout/icon";
import { Menu } from "@/components/ui/menu/menu";
import { say } from "@/components/ui/message/toast";

const EditDialog = onDemand<EditDialogProps>(() => import("@/components/tunnels/edit-dialog"));
const MoveDialog = onDemand<MoveDialogProps>(() => import("@/components/projects/move-dialog"));
const moveSchema = () =>
  import("@/lib/tunnels/schema").then(
    ({ moveDeviceInput }) => moveDeviceInput.pick({ projectId: true }) as ZodType<unknown, { projectId: string }>,
  );

interface DeviceMenuProps {
  organisation: string;
  device: ListedDevice;
  choices: ProjectChoices;
  can: { update: boolean; remove: boolean };
  actions: DeviceActions;
  /** Where to go after it was removed; left out: nowhere. */
  doneHref?: string;
}

/** The actions for one device. */
export function DeviceMenu({ organisation, device, choices, can, actions, doneHref }: DeviceMenuProps) {
  const router = useRouter();
  const [asking, setAsking] = useState<"edit" | "move" | "suspend" | "remove">();
  const [act] = useAction();
  const { id, name, state, openPorts } = device;
  const one = { organisation, device: id };
  const turn = (what: typeof asking) => (open: boolean) => setAsking(open ? what : undefined);
  const standing =
    state === "suspended"
      ? {
          label: "Resume",
          icon: <Icon of={CirclePlay} />,
          onChoose: () =>
            act(
              () => actions.resume(one),
              () => say(`${name} resumed.`),
            ),
        }
      : { label: "Suspend…", icon: <Icon of={Ban} />, onChoose: () => setAsking("suspend") };
  const moves = choices.projects.length > 0;
  return (
    <>
      <Menu
        label={`Actions for ${name}`}
        items={[
          ...(can.update
            ? [
                { label: "Edit…", icon: <Icon of={Pencil} />, onChoose: () => setAsking("edit") },
                ...(moves
                  ? [
                      {
                        label: "Move to a project…",
                        icon: <Icon of={FolderInput} />,
                        onChoose: () => setAsking("move"),
                      },
                    ]
                  : []),
                standing,
              ]
            : []),
          ...(can.update && can.remove ? ["rule" as const] : []),
          ...(can.remove
            ? [{ label: "Remove…", icon: <Icon of={Trash2} />, danger: true, onChoose: () => setAsking("remove") }]
            : []),
        ]}
      />
      <EditDialog
        open={asking === "edit"}
        onOpenChange={turn("edit")}
        organisation={organisation}
        device={device}
        update={actions.update}
      />
      <MoveDialog
        open={asking === "move"}
        onOpenChange={turn("move")}
        thing={device}
        about="The device stays connected. Members who are restricted to projects see it only in the new project."
        things="devices"
        choices={choices}
        schema={moveSchema}
        move={(draft) => actions.move({ ...one, ...draft })}
      />
      <ConfirmDialog
        open={asking === "suspend"}
        onOpenChange={turn("suspend")}
        title={`Suspend ${name}?`}
        description="Its gateway stops letting it in: connections through it end within seconds."
        stays="It keeps its address, its ports and its configuration. You can resume it at any time."
        confirm={`Suspend ${name}`}
        act={() => actions.suspend(one)}
        onDone={() => say(`${name} suspended.`)}
      />
      <ConfirmDialog
        open={asking === "remove"}
        onOpenChange={turn("remove")}
        title={`Remove ${name}?`}
        description="Its key opens nothing any more, and connections through it end within seconds. This can’t be undone."
        losses={[
          {
            icon: <Icon of={Plug} />,
            title: openPorts === 1 ? "1 open port" : `${openPorts} open ports`,
            detail: "Another device can get their numbers",
          },
        ]}
        stays="The activity log keeps its history."
        confirm={`Remove ${name}`}
        act={() => actions.remove(one)}
        onDone={() => {
          say(`${name} removed.`);
          if (doneHref) router.push(doneHref);
        }}
      />
    </>
  );
}
