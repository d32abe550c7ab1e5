"use client";

import { TextareaField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface Input {
  imageRegistries: string;
}
interface RegistriesFormProps {
  registries: string[];
  change: (input: Input) => Promise<Outcome<{ imageRegistries: string[] }>>;
}

const schema = () => import("@/lib/portal/schema").then(({ changeRegistriesInput }) => changeRegistriesInput);

/** Where images of servers may come from besides the usual registries. */
export function RegistriesForm({ registries, change }: RegistriesFormProps) {
  const operation = useOperationForm<Input, unknown, { imageRegistries: string[] }>({
    schema: schema as never,
    action: change,
    defaultValues: { imageRegistries: registries.join("\n") },
    onSuccess: ({ imageRegistries }) => {
      operation.form.reset({ imageRegistries: imageRegistries.join("\n") });
      say("The registries are saved.");
    },
  });
  return (
    <Form operation={operation}>
      <TextareaField
        name="imageRegistries"
        label="Further registries"
        hint="One on each line, such as images.example.org:5000."
        rows={3}
        spellCheck={false}
      />
      <FormError />
      <div>
        <SubmitButton variant="default">Save the registries</SubmitButton>
      </div>
    </Form>
  );
}
