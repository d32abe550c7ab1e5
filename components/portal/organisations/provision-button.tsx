"use client";

import type { ProvisionDialogProps } from "@/components/portal/organisations/provision-dialog";
import { NewButton } from "@/components/ui/button/new-button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const ProvisionDialog = onDemand<ProvisionDialogProps>(
  () => import("@/components/portal/organisations/provision-dialog"),
);

/** Opens the dialog that creates an organisation for somebody. */
export function ProvisionButton(props: Pick<ProvisionDialogProps, "provision" | "byMail">) {
  return (
    <NewButton label="New organisation" prepare={ProvisionDialog.prepare}>
      {(opening) => <ProvisionDialog {...props} {...opening} />}
    </NewButton>
  );
}
