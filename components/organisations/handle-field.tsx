"use client";

import { useEffect, useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { TextField } from "@/components/forms/fields";
import type { Outcome } from "@/lib/kernel/errors";

export type CheckHandle = (input: { handle: string }) => Promise<Outcome<{ taken: boolean; reason?: string }>>;

interface HandleFieldProps {
  check: CheckHandle;
  /** The one that the organisation has now: it needs no check. */
  current?: string;
  hint: string;
}

/** A handle that is checked while it is typed. */
export function HandleField({ check, current, hint }: HandleFieldProps) {
  const { setError, clearErrors } = useFormContext();
  const typed: string = useWatch({ name: "handle" }) ?? "";
  const handle = typed.trim().toLowerCase();
  const [free, setFree] = useState<string>();

  useEffect(() => {
    clearErrors("handle");
    if (!handle || handle === current) return;
    let late = false;
    const timer = setTimeout(async () => {
      // The check is a help: when it can't be asked, submitting still tells.
      const outcome = await check({ handle }).catch(() => undefined);
      if (late || !outcome?.ok) return;
      if (outcome.data.taken) setError("handle", { type: "live", message: outcome.data.reason });
      else setFree(handle);
    }, 300);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [handle, current, check, setError, clearErrors]);

  const good = handle && handle === free && handle !== current ? `${handle} is free.` : "";
  return (
    <TextField name="handle" label="Handle" hint={hint} good={good} mono autoCapitalize="none" spellCheck={false} />
  );
}
