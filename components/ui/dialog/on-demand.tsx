"use client";

import { type ComponentType, lazy, Suspense, useState } from "react";
import { sayRefused } from "@/components/ui/message/toast";

interface Openable {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/**
 * A dialog whose code is fetched when it first opens, which keeps it out of the page's first load. The result takes the
 * same props. Can be fetched as soon as the pointer or the focus is near: `onPointerEnter={InviteDialog.prepare}`.
 */
export function onDemand<Props extends Openable>(load: () => Promise<{ default: ComponentType<Props> }>) {
  const Loaded = lazy(async () => {
    try {
      return await load();
    } catch {
      return { default: Unreachable };
    }
  });
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each dialog, at the top of a module
  function OnDemand(props: Props) {
    const [wanted, setWanted] = useState(props.open);
    if (props.open && !wanted) setWanted(true);
    return (
      wanted && (
        <Suspense>
          <Loaded {...props} />
        </Suspense>
      )
    );
  }
  return Object.assign(OnDemand, { prepare: () => void load().catch(() => undefined) });
}

/** Replaces a dialog whose code couldn't be fetched. Says so each time it should have opened. */
function Unreachable({ open, onOpenChange }: Openable) {
  const [told, setTold] = useState(false);
  if (open && !told) {
    setTold(true);
    queueMicrotask(() => {
      sayRefused("Couldn’t reach the server. Nothing was changed. Reload the page and try again.");
      onOpenChange(false);
    });
  }
  if (!open && told) setTold(false);
  return null;
}
