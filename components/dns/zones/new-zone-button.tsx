"use client";

import type { NewZoneDialogProps } from "@/components/dns/zones/new-zone-dialog";
import type { CreateZone } from "@/components/dns/zones/zones";
import { NewButton } from "@/components/ui/button/new-button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const NewZoneDialog = onDemand<NewZoneDialogProps>(() => import("@/components/dns/zones/new-zone-dialog"));

interface NewZoneButtonProps {
  organisation: string;
  /** The path of the organisation. */
  base: string;
  create: CreateZone;
}

export function NewZoneButton(props: NewZoneButtonProps) {
  return (
    <NewButton label="Add a zone" prepare={NewZoneDialog.prepare}>
      {(opening) => <NewZoneDialog {...opening} {...props} />}
    </NewButton>
  );
}
