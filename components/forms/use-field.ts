import { useFormContext } from "react-hook-form";
import type { FieldProps } from "@/components/ui/form/field";

export type About = { name: string } & Pick<FieldProps, "label" | "hint" | "good">;
export type Own<Props> = Omit<Props, "name" | "id" | "className" | "defaultValue" | "value">;

/** A control of the enclosing `Form`, by the path of its value, and its error. */
export function useField(name: string) {
  const { register, getFieldState, formState } = useFormContext();
  return { control: register(name), error: getFieldState(name, formState).error?.message };
}
