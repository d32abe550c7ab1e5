"use client";

import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "@/components/ui/button/button";

/** The button of a plain `<form action={action}>`: busy while the action runs, and it works without JavaScript. */
export function PostButton({ name, value, ...rest }: Omit<ButtonProps, "type" | "busy">) {
  const { pending, data } = useFormStatus();
  const mine = name === undefined || data?.get(name) === value;
  return (
    <Button
      type="submit"
      name={name}
      value={value}
      busy={pending && mine}
      aria-disabled={pending && !mine ? true : undefined}
      {...rest}
    />
  );
}
