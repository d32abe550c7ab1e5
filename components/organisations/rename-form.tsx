"use client";

import { useRouter } from "next/navigation";
import { TextField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { type CheckHandle, HandleField } from "@/components/organisations/handle-field";
import { say } from "@/components/ui/toast";
import type { Outcome } from "@/lib/errors";

const schema = () => import("@/lib/organisations/schema").then((schemas) => schemas.updateOrganisationInput);

interface Input {
  organisation: string;
  name?: string;
  handle?: string;
}
interface RenameFormProps {
  organisation: string;
  name: string;
  handle: string;
  update: (input: Input) => Promise<Outcome<{ name: string; handle: string }>>;
  checkHandle: CheckHandle;
}

export function RenameForm({ organisation, name, handle, update, checkHandle }: RenameFormProps) {
  const router = useRouter();
  const operation = useOperationForm({
    schema,
    action: update,
    defaultValues: { organisation, name, handle },
    onSuccess(saved) {
      say("Saved.");
      if (saved.handle === handle) router.refresh();
      else router.replace(`/dashboard/organisations/${saved.handle}/settings`);
    },
  });
  return (
    <Form operation={operation} className="max-w-[28rem]">
      <TextField name="name" label="Name" autoComplete="organization" />
      <HandleField
        check={checkHandle}
        current={handle}
        hint="After a change the old one leads here for 90 days, and nobody else can take it."
      />
      <FormError />
      <div>
        <SubmitButton>Save</SubmitButton>
      </div>
    </Form>
  );
}
