"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, type ButtonProps } from "@/components/ui/button/button";
import { Icon } from "@/components/ui/layout/icon";

interface CopyButtonProps extends Pick<ButtonProps, "variant" | "size"> {
  value: string;
  /** "Copy link". */
  label?: string;
}

export function CopyButton({ value, label = "Copy", variant, size }: CopyButtonProps) {
  const [answer, setAnswer] = useState<"Copied" | "Couldn’t copy. Select the text instead.">();
  useEffect(() => {
    const timer = answer && setTimeout(() => setAnswer(undefined), 2500);
    return () => clearTimeout(timer);
  }, [answer]);
  const copied = answer === "Copied";
  return (
    <>
      <Button
        variant={variant}
        size={size}
        className="noscript:hidden"
        onClick={async () => setAnswer((await copy(value)) ? "Copied" : "Couldn’t copy. Select the text instead.")}
      >
        <Icon of={copied ? Check : Copy} />
        {copied ? "Copied" : label}
      </Button>
      <span role="status" className={answer && !copied ? "text-sm text-bad" : "sr-only"}>
        {answer}
      </span>
    </>
  );
}

/** The clipboard works only over HTTPS or on localhost; a portal in a private network may have neither. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.setAttribute("readonly", "");
    field.style.position = "fixed";
    field.style.opacity = "0";
    const before = document.activeElement;
    (before?.closest("[role=dialog],[role=alertdialog]") ?? document.body).append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (before instanceof HTMLElement) before.focus();
    return done;
  }
}
