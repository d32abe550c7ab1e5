"use client";

import { type BaseSyntheticEvent, useEffect, useRef, useState, useTransition } from "react";
import { type DefaultValues, type FieldValues, type Path, type UseFormReturn, useForm } from "react-hook-form";
import type { ZodType } from "zod";
import { failureWords, lostAnswer } from "@/components/forms/answer";
import { withProof } from "@/components/forms/proof";
import type { Outcome, Problem } from "@/lib/kernel/errors";

interface Options<Input extends FieldValues, Output, Result> {
  /**
   * The operation's own schema, fetched when the form is first touched:
   * `() => import("@/lib/members/schema").then((schemas) => schemas.inviteMemberInput)`.
   * So zod (30 kB) stays out of the page's first load. Pass the same function on every render.
   */
  schema: () => Promise<ZodType<Output, Input>>;
  action: (input: Input) => Promise<Outcome<Result>>;
  /**
   * The initial value of every field, and everything else the operation needs (the organisation's handle): it is sent
   * along.
   */
  defaultValues: DefaultValues<Input>;
  /** Runs in a transition: the form stays busy until the page it navigates to is there. */
  onSuccess?: (result: Result, input: Input) => void;
}

export interface OperationForm<Input extends FieldValues = FieldValues> {
  form: UseFormReturn<Input, unknown, Input>;
  /** Fetches the schema; called when the form is first touched. */
  prepare: () => void;
  submit: (event?: BaseSyntheticEvent) => Promise<void>;
  /** The action is running; a second submission is ignored. */
  pending: boolean;
  /** A refusal that belongs to no field on the page. */
  problem?: Pick<Problem, "message" | "reason" | "retryAfter">;
}

/** A form that is one operation. A refusal keeps the typed values; a field's error is shown at the field. */
export function useOperationForm<Input extends FieldValues, Output, Result>({
  schema,
  action,
  defaultValues,
  onSuccess,
}: Options<Input, Output, Result>): OperationForm<Input> {
  const [problem, setProblem] = useState<OperationForm["problem"]>();
  const [transitioning, startTransition] = useTransition();
  const [refused, setRefused] = useState(false);
  const form = useForm<Input, unknown, Input>({
    resolver: async (...given) => (await loadResolver(schema))(...given),
    defaultValues,
  });

  // Incremented once the errors are shown at the fields: the focus is set before that.
  const { submitCount } = form.formState;
  useEffect(() => {
    if (submitCount > 0) loadResolverParts().then(({ showWhole }) => showWhole(document.activeElement));
  }, [submitCount]);

  // Ends the wait together with it: the transition lasts longer, and whoever reads it and presses Enter isn’t ignored.
  const refuse = (refusal: OperationForm["problem"]) => {
    setProblem(refusal);
    setRefused(true);
  };
  const answered = (input: Input) =>
    new Promise<void>((done) =>
      startTransition(async () => {
        try {
          const outcome = await withProof(() => action(input));
          if (outcome.ok) return startTransition(() => onSuccess?.(outcome.data, input));
          refuse(showAtFields(form, outcome.error) ? undefined : outcome.error);
        } catch (error) {
          refuse({ message: failureWords(error) });
        } finally {
          done();
        }
      }),
    );
  const send = form.handleSubmit((input) => {
    setProblem(undefined);
    setRefused(false);
    return answered(input);
  });

  const pending = form.formState.isSubmitting || (transitioning && !refused);

  // The second of two quick presses comes before the next render, so state couldn't tell it about the first.
  const sending = useRef(false);
  const submit = async (event?: BaseSyntheticEvent) => {
    event?.preventDefault();
    if (sending.current || pending) return;
    sending.current = true;
    await send(event).catch(() => setProblem({ message: lostAnswer }));
    sending.current = false;
  };
  const prepare = () => void loadResolver(schema).catch(() => undefined);
  return { form, prepare, submit, pending, problem };
}

const loadResolverParts = () => import("@/components/forms/resolver");

async function loadResolver<Input extends FieldValues, Output>(schema: () => Promise<ZodType<Output, Input>>) {
  const [{ resolverOf }, loaded] = await Promise.all([loadResolverParts(), schema()]);
  return resolverOf(loaded);
}

/** True when every message has its field. A message without a field here is shown by the form as a whole. */
function showAtFields<Input extends FieldValues>(
  form: UseFormReturn<Input, unknown, Input>,
  problem: Problem,
): boolean {
  const entries = Object.entries(problem.fields ?? {});
  const present = entries.filter(([path]) => form.control._names.mount.has(path));
  for (const [index, [path, messages]] of present.entries()) {
    form.setError(path as Path<Input>, { type: "server", message: messages.join(" ") }, { shouldFocus: index === 0 });
  }
  return present.length > 0 && present.length === entries.length;
}
