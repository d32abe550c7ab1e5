"use client";

import { type RefObject, useEffect, useRef } from "react";
import { Input, type InputProps } from "@/components/ui/form/input";
import { Select, type SelectProps } from "@/components/ui/form/select";

/* The fields of a list's filter: they follow the URL, also on going back, but keep the typed text until it changes. */

type Told<Props> = Omit<Props, "value" | "defaultValue" | "ref"> & { value?: string };

function useFollowing<Control extends { value: string }>(value: string): RefObject<Control | null> {
  const control = useRef<Control>(null);
  const told = useRef(value);
  useEffect(() => {
    if (told.current === value) return;
    told.current = value;
    if (control.current) control.current.value = value;
  }, [value]);
  return control;
}

export function FilterInput({ value = "", ...rest }: Told<InputProps>) {
  return <Input ref={useFollowing<HTMLInputElement>(value)} defaultValue={value} {...rest} />;
}

export function FilterSelect({ value = "", ...rest }: Told<SelectProps>) {
  return <Select ref={useFollowing<HTMLSelectElement>(value)} defaultValue={value} {...rest} />;
}
