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
  /** The things that are deleted, counted and named. */
  losses?: Loss[];
  /** A warning about something that the user may not know. */
  warning?: ReactNode;
  /** The things that stay. */
  stays?: ReactNode;
  /** A text to type first, where it can't be undone. */
  typed?: string;
  /** The red button: verb and name. */
  confirm: string;
  keep?: string;
  /** The action. A refusal is shown here, and the dialog stays open. */
  act: () => Promise<Outcome<unknown>>;
  /** Called after success. */
  onDone?: () => void;
}
