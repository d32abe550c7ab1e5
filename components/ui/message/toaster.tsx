"use client";

import { type ComponentType, lazy, Suspense, useEffect, useState } from "react";
import { onFirstToast } from "@/components/ui/message/toast";

const ToastBoard = lazy<ComponentType>(() =>
  import("@/components/ui/message/toast-board").catch(() => ({ default: () => null })),
);

/**
 * Where toasts appear: once, in the root layout. To show one: `say` and `sayRefused` of `toast.ts`. A toast always
 * follows a user's action, so its code is fetched at the first press or key, not with the page.
 */
export function Toaster() {
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    const want = () => setWanted(true);
    onFirstToast(want);
    addEventListener("pointerdown", want, { once: true });
    addEventListener("keydown", want, { once: true });
    return () => {
      removeEventListener("pointerdown", want);
      removeEventListener("keydown", want);
    };
  }, []);
  return (
    wanted && (
      <Suspense>
        <ToastBoard />
      </Suspense>
    )
  );
}
