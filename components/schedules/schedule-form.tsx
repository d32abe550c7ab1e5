"use client";

import type { ZodType } from "zod";
import { SelectField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { weekdays } from "@/components/schedules/weekdays";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

export interface ScheduleDraft {
  organisation: string;
  server: string;
  action: "restart" | "backup";
  every: "never" | "day" | "week";
  weekday: string;
  at: string;
  timeZone: string;
}
const schema = () =>
  import("@/lib/schedules/schema").then(
    ({ setScheduleInput }) => setScheduleInput as unknown as ZodType<unknown, ScheduleDraft>,
  );

interface ScheduleFormProps {
  draft: ScheduleDraft;
  set: (input: ScheduleDraft) => Promise<Outcome<unknown>>;
}

/** Edits when one scheduled action runs. */
export function ScheduleForm({ draft, set }: ScheduleFormProps) {
  const operation = useOperationForm<ScheduleDraft, unknown, unknown>({
    schema,
    action: set,
    defaultValues: draft,
    onSuccess: (_, input) => say(input.every === "never" ? "Schedule turned off." : "Schedule saved."),
  });
  const every = operation.form.watch("every");
  return (
    <Form operation={operation}>
      <SelectField name="every" label="How often">
        <option value="never">Never</option>
        <option value="day">Daily</option>
        <option value="week">Weekly</option>
      </SelectField>
      {every === "week" && (
        <SelectField name="weekday" label="On">
          {weekdays.map((name, index) => (
            <option key={name} value={index + 1}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      {every !== "never" && (
        <>
          <TextField name="at" label="At" type="time" />
          <TextField
            name="timeZone"
            label="Time zone"
            hint="For example Europe/Berlin. Daylight saving is respected."
            autoComplete="off"
          />
        </>
      )}
      <FormError />
      <div>
        <SubmitButton variant="default">Save</SubmitButton>
      </div>
    </Form>
  );
}
