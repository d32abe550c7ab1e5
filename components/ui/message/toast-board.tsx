"use client";

import { CircleAlert, CircleCheck, X } from "lucide-react";
import { type CSSProperties, useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { buttonClass } from "@/components/ui/button/button-class";
import { Icon } from "@/components/ui/layout/icon";
import { boardIsUp } from "@/components/ui/message/toast";

/** Loaded on demand by `Toaster`; imported only by it. */
export default function ToastBoard() {
  useEffect(() => boardIsUp(toast), []);
  return (
    <Sonner
      position="bottom-right"
      offset="1.25rem"
      mobileOffset="1rem"
      closeButton
      // Not overlapping: of overlapping toasts only the first could be pressed.
      expand
      gap={8}
      duration={7000}
      // Above dialogs, below an open menu; its own is above everything.
      style={
        {
          "--width": "min(25rem, calc(100vw - 2rem))",
          fontFamily: "inherit",
          zIndex: "var(--z-toast)",
        } as CSSProperties
      }
      icons={{
        success: <Icon of={CircleCheck} className="text-good" />,
        error: <Icon of={CircleAlert} className="text-bad" />,
        close: <Icon of={X} />,
      }}
      toastOptions={{
        unstyled: true,
        closeButtonAriaLabel: "Dismiss",
        classNames: {
          toast: "toast",
          content: "flex-1 min-w-0 wrap-anywhere",
          actionButton: buttonClass("quiet", "small", "flex-none"),
          closeButton: buttonClass("quiet", "icon", "order-last"),
        },
      }}
    />
  );
}
