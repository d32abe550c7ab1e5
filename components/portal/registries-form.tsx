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

/** Registries that servers may use images from, besides the default ones. */
export function RegistriesForm({ registries, change }: RegistriesFormProps) {
  const operation = useOperationForm<Input, unknown, { imageRegistries: string[] }>({
    schema: schema as never,
    action: change,
    defaultValues: { imageRegistries: registries.join("\n") },
    onSuccess: ({ imageRegistries }) => {
      operation.form.reset({ imageRegistries: imageRegistries.join("\n") });
      say("Image registries saved.");
    },
  });
  return (
    <Form operation={operation}>
      <TextareaField
        name="imageRegistries"
        label="Additional registries"
        hint="One per line, for example images.example.org:5000."
        rows={3}
        spellCheck={false}
      />
      <FormError />
      <div>
        <SubmitButton variant="default">
          Save<span className="sr-only"> image registries</span>
        </SubmitButton>
      </div>
    </Form>
  );
}
