"use client";

import { useEffect } from "react";
import { useForm } from "react-hook-form";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import type { OperationForm } from "@/components/forms/use-operation-form";
import { Button } from "@/components/ui/button/button";

const nothing = () => undefined;

/** A fixed result of `useOperationForm`. */
function useStill(state: Pick<OperationForm, "pending" | "problem">, error?: string) {
  const form = useForm({ defaultValues: { name: "Apex Gaming", handle: "apex" } });
  useEffect(() => {
    if (error) form.setError("handle", { type: "server", message: error });
  }, [error, form]);
  return { form, prepare: nothing, submit: async () => {}, ...state };
}

/** A form with a refused field, and refused as a whole. */
export function RefusedForm() {
  const problem = { message: "Too many attempts. Try again in a minute.", reason: "rate.exceeded" as const };
  const operation = useStill({ pending: false, problem }, "This handle is taken. Choose another one.");
  return (
    <Form operation={operation}>
      <TextField name="name" label="Name" />
      <TextField name="handle" label="Handle" hint="Used in URLs." />
      <FormError />
      <SubmitButton>Save</SubmitButton>
    </Form>
  );
}

/** A form that is being sent. */
export function BusyForm() {
  const operation = useStill({ pending: true });
  return (
    <Form operation={operation}>
      <TextField name="name" label="Name" good="This one is free" />
      <SubmitButton>Save</SubmitButton>
    </Form>
  );
}

/** Buttons that are disabled for different reasons. */
export function BusyButtons() {
  return (
    <div className="flex flex-wrap content-start gap-2">
      <Button busy variant="main">
        Saving
      </Button>
      <Button busy>Trying</Button>
      <Button disabled>Not now</Button>
    </div>
  );
}
