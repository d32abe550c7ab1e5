"use client";

import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { Icon } from "@/components/ui/layout/icon";
import { Menu } from "@/components/ui/menu/menu";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface EntryMenuProps {
  name: string;
  /** The kind of entry, put before its name: "webhook". */
  noun: string;
  can: { change: boolean; remove: boolean };
  onChange: () => void;
  /** The things deleted with it. */
  loss: string;
  remove: () => Promise<Outcome<unknown>>;
}

/** The menu of a list entry: edits it in its dialog, or removes it after a confirmation. */
export function EntryMenu({ name, noun, can, onChange, loss, remove }: EntryMenuProps) {
  const [removing, setRemoving] = useState(false);
  const changing = { label: "Edit…", icon: <Icon of={Pencil} />, onChoose: onChange };
  const removal = { label: "Remove…", icon: <Icon of={Trash2} />, danger: true, onChoose: () => setRemoving(true) };
  return (
    <>
      <Menu
        label={`Actions for ${name}`}
        items={[
          ...(can.change ? [changing] : []),
          ...(can.change && can.remove ? ["rule" as const] : []),
          ...(can.remove ? [removal] : []),
        ]}
      />
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title={`Remove the ${noun} ${name}?`}
        description={loss}
        confirm="Remove it"
        act={() => remove()}
        onDone={() => say(`The ${noun} ${name} was removed.`)}
      />
    </>
  );
}
