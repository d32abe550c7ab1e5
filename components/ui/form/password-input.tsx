"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button/button";
import { Input, type InputProps } from "@/components/ui/form/input";
import { Icon } from "@/components/ui/layout/icon";

export interface PasswordInputProps extends Omit<InputProps, "type"> {
  autoComplete: "current-password" | "new-password";
}

/** A password field that can show the typed text. */
export function PasswordInput({ autoComplete, ...rest }: PasswordInputProps) {
  const [shown, setShown] = useState(false);
  return (
    <span className="relative block">
      <Input
        className="pr-10 pointer-coarse:pr-13"
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        {...rest}
        type={shown ? "text" : "password"}
      />
      <Button
        variant="quiet"
        size="icon"
        aria-label="Show password"
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute top-1/2 right-1 -translate-y-1/2 noscript:hidden pointer-coarse:right-0"
      >
        <Icon of={shown ? EyeOff : Eye} />
      </Button>
    </span>
  );
}
