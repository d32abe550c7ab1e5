"use client";

import type { ConfirmDialogProps } from "@/components/ui/dialog/confirm-dialog-props";
import { onDemand } from "@/components/ui/dialog/on-demand";

/** Asks before something goes: says what goes and what stays. */
export const ConfirmDialog = onDemand<ConfirmDialogProps>(() => import("@/components/ui/dialog/confirm-panel"));
