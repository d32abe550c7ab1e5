"use client";

import type { ReactNode } from "react";
import type { Loss } from "@/components/ui/dialog/losses";
import { onDemand } from "@/components/ui/dialog/on-demand";

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A question that names the thing: "Delete Apex Gaming?". */
  title: string;
  description: ReactNode;
  picture?: ReactNode;
  /** What goes, counted and named. */
  losses?: Loss[];
  /** What whoever decides may not know, and should. */
  warning?: ReactNode;
  /** What stays. */
  stays?: ReactNode;
  /** To be typed first, where it can't be undone. */
  typed?: string;
  /** The red button: verb and name. */
  confirm: string;
  keep?: string;
  /** Resolves to nothing when it is done, to words for a person when it was refused. */
  onConfirm: () => Promise<string | undefined>;
}

/** Asks before something goes: says what goes and what stays. */
export const ConfirmDialog = onDemand<ConfirmDialogProps>(() => import("@/components/ui/dialog/confirm-panel"));
