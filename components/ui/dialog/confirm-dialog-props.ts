import type { ReactNode } from "react";
import type { Loss } from "@/components/ui/dialog/losses";
import type { Outcome } from "@/lib/kernel/errors";

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
  /** What is done. A refusal is shown here, and the dialog stays open. */
  act: () => Promise<Outcome<unknown>>;
  /** After it was done. */
  onDone?: () => void;
}
