"use client";

import { createContext, type ReactNode, use } from "react";
import { type FieldValues, FormProvider } from "react-hook-form";
import type { OperationForm } from "@/components/forms/use-operation-form";
import { Button, type ButtonProps } from "@/components/ui/button/button";
import { classNames } from "@/components/ui/layout/class-names";
import { Notice } from "@/components/ui/message/notice";

const Submission = createContext<Pick<OperationForm, "pending" | "problem">>({ pending: false });

interface FormProps<Input extends FieldValues> {
  /** The result of `useOperationForm`. */
  operation: OperationForm<Input>;
  className?: string;
  /** Fields, then `FormError`, then `SubmitButton`. */
  children: ReactNode;
}

/** `method="post"`: if it is submitted before hydration, nothing typed ends up in the URL. */
export function Form<Input extends FieldValues>({ operation, className, children }: FormProps<Input>) {
  const { form, prepare, submit, pending, problem } = operation;
  return (
    <FormProvider {...form}>
      <Submission value={{ pending, problem }}>
        <form
          method="post"
          noValidate
          onFocus={prepare}
          onSubmit={submit}
          className={classNames("grid grid-cols-[minmax(0,1fr)] gap-4", className)}
        >
          {children}
        </form>
      </Submission>
    </FormProvider>
  );
}

/** The refusal of the form as a whole, shown above the button. */
export function FormError() {
  const { problem } = use(Submission);
  return (
    problem && (
      <Notice tone="bad" role="alert">
        {problem.message}
      </Notice>
    )
  );
}

export function SubmitButton({ variant = "main", ...rest }: Omit<ButtonProps, "type" | "busy">) {
  const { pending } = use(Submission);
  return <Button type="submit" variant={variant} busy={pending} {...rest} />;
}
