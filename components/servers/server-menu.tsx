"use client";

import { FolderInput, HardDrive, Trash2 } from "lucide-react";
import { useState } from "react";
import type { ZodType } from "zod";
import { useAction } from "@/components/forms/use-action";
import type { MoveDialogProps } from "@/components/projects/move-dialog";
import type { ProjectChoices } from "@/components/projects/project-field";
import type { ListedServer, PowerAction, ServerActions } from "@/components/servers/actions";
import { powerIcons, powerLabel, powersOf, powerWords } from "@/components/servers/powers";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { onDemand } from "@/components/ui/dialog/on-demand";
import { Icon } from "@/components/ui/layout/icon";
import { Menu } from "@/components/ui/menu/menu";
import { say } from "@/components/ui/message/toast";

const MoveDialog = onDemand<MoveDialogProps>(() => import("@/components/projects/move-dialog"));
const moveSchema = () =>
  import("@/lib/servers/schema").then(
    ({ moveServerInput }) => moveServerInput.pick({ projectId: true }) as ZodType<unknown, { projectId: string }>,
  );

interface ServerMenuProps {
  organisation: string;
  server: ListedServer;
  choices: ProjectChoices;
  can: { power: boolean; move: boolean; delete: boolean };
  actions: Pick<ServerActions, "power" | "move" | "delete">;
}
/** The actions for one server in the list. */
export function ServerMenu({ organisation, server, choices, can, actions }: ServerMenuProps) {
  const [deleting, setDeleting] = useState(false);
  const [moving, setMoving] = useState(false);
  const { id, name, state } = server;
  const [act] = useAction();
  const power = (action: PowerAction) =>
    act(
      () => actions.power({ organisation, server: id, action }),
      () => say(`${name} ${powerWords[action]}.`),
    );
  const powers = can.power ? powersOf(server) : [];
  const removable = can.delete && state !== "deleting";
  if (powers.length === 0 && !can.move && !removable) return null;
  return (
    <>
      <Menu
        label={`Actions for ${name}`}
        items={[
          ...powers.map((action) => ({
            label: powerLabel(server, action),
            icon: <Icon of={powerIcons[action]} />,
            onChoose: () => power(action),
          })),
          ...(can.move
            ? [{ label: "Move to a project…", icon: <Icon of={FolderInput} />, onChoose: () => setMoving(true) }]
            : []),
          ...((powers.length > 0 || can.move) && removable ? ["rule" as const] : []),
          ...(removable
            ? [{ label: "Delete…", icon: <Icon of={Trash2} />, danger: true, onChoose: () => setDeleting(true) }]
            : []),
        ]}
      />
      <MoveDialog
        open={moving}
        onOpenChange={setMoving}
        thing={server}
        about="The server keeps running. Members who are restricted to projects see it only in the new project."
        things="servers"
        choices={choices}
        schema={moveSchema}
        move={(draft) => actions.move({ organisation, server: id, ...draft })}
      />
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={`Delete server ${name}?`}
        description="The server is stopped and removed immediately. This can’t be undone."
        losses={[
          { icon: <Icon of={HardDrive} />, title: "The server with all its files and backups", detail: server.image },
        ]}
        stays="The activity log keeps its history."
        typed={name}
        confirm={`Delete ${name}`}
        act={() => actions.delete({ organisation, server: id })}
        onDone={() => say(`Deleting ${name}…`)}
      />
    </>
  );
}
