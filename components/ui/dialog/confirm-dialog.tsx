"use client";

import type { ConfirmDialogProps } from "@/components/ui/dialog/confirm-dialog-props";
import { onDemand } from "@/components/ui/dialog/on-demand";

/** Asks before something is deleted: says what is deleted and what stays. */
export const ConfirmDialog = onDemand<ConfirmDialogProps>(() => import("@/components/ui/dialog/confirm-panel"));
