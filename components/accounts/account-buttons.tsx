"use client";

import { useState } from "react";
import type { PasswordDialogProps } from "@/components/accounts/password-dialog";
import type { RenameDialogProps } from "@/components/accounts/rename-dialog";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const RenameDialog = onDemand<RenameDialogProps>(() => import("@/components/accounts/rename-dialog"));
const PasswordDialog = onDemand<PasswordDialogProps>(() => import("@/components/accounts/password-dialog"));

type AccountButtonsProps = Pick<RenameDialogProps, "name" | "rename"> & {
  changePassword: PasswordDialogProps["change"];
};

/** The account's settings that open a form. */
export function AccountButtons({ name, rename, changePassword }: AccountButtonsProps) {
  const [open, setOpen] = useState<"name" | "password">();
  const toggle = (which: "name" | "password") => (now: boolean) => setOpen(now ? which : undefined);
  const opens = (which: "name" | "password", { prepare }: { prepare: () => void }) => ({
    onPointerEnter: prepare,
    onFocus: prepare,
    onClick: () => setOpen(which),
  });
  return (
    <div className="mt-4 flex flex-wrap gap-2 noscript:hidden">
      <Button {...opens("name", RenameDialog)}>Edit name…</Button>
      <Button {...opens("password", PasswordDialog)}>Change password…</Button>
      <RenameDialog open={open === "name"} onOpenChange={toggle("name")} name={name} rename={rename} />
      <PasswordDialog open={open === "password"} onOpenChange={toggle("password")} change={changePassword} />
    </div>
  );
}
