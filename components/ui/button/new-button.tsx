"use client";

import { Plus } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button/button";
import { Icon } from "@/components/ui/layout/icon";

interface NewButtonProps {
  label: string;
  /** The URL parameter that opens the dialog: `?new=1`. */
  word?: string;
  /** Fetches the dialog's code when the pointer or the focus comes near. */
  prepare: () => void;
  /** The dialog. */
  children: (opening: { open: boolean; onOpenChange: (open: boolean) => void }) => ReactNode;
}

/**
 * Opens the dialog that creates something: when it is pressed, and when the URL says so, for links that lead to the
 * dialog.
 */
export function NewButton({ label, word = "new", prepare, children }: NewButtonProps) {
  const [pressed, setPressed] = useState(false);
  const asked = useSearchParams().has(word);
  const onOpenChange = (open: boolean) => {
    setPressed(open);
    if (open || !asked) return;
    const here = new URL(location.href);
    here.searchParams.delete(word);
    history.replaceState(null, "", here);
  };
  return (
    <>
      <Button
        variant="main"
        className="noscript:hidden"
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => setPressed(true)}
      >
        <Icon of={Plus} />
        {label}
      </Button>
      {children({ open: pressed || asked, onOpenChange })}
    </>
  );
}
