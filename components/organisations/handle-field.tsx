"use client";

import { useEffect, useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { TextField } from "@/components/forms/text-field";
import type { Outcome } from "@/lib/kernel/errors";

export type CheckHandle = (input: { handle: string }) => Promise<Outcome<{ taken: boolean; reason?: string }>>;

interface HandleFieldProps {
  check: CheckHandle;
  /** The organisation's present handle, which needs no check. */
  current?: string;
  hint: string;
}

/** A handle field that is checked while typing. */
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
      // If this check fails, submitting still reports a taken handle.
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

  const good = handle && handle === free && handle !== current ? `${handle} is available.` : "";
  return (
    <TextField name="handle" label="Handle" hint={hint} good={good} mono autoCapitalize="none" spellCheck={false} />
  );
}
