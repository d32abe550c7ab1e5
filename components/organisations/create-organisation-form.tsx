"use client";

import { useRouter } from "next/navigation";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { type CheckHandle, HandleField } from "@/components/organisations/handle-field";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/organisations/schema").then((schemas) => schemas.createOrganisationInput);

interface CreateOrganisationFormProps {
  create: (input: { name: string; handle?: string }) => Promise<Outcome<{ handle: string }>>;
  checkHandle: CheckHandle;
}

export function CreateOrganisationForm({ create, checkHandle }: CreateOrganisationFormProps) {
  const router = useRouter();
  const operation = useOperationForm({
    schema,
    action: create,
    defaultValues: { name: "", handle: "" },
    onSuccess: ({ handle }) => router.push(`/dashboard/organisations/${handle}`),
  });
  return (
    <Form operation={operation} className="max-w-[28rem]">
      <TextField name="name" label="Name" autoComplete="organization" />
      <HandleField
        check={checkHandle}
        hint="Used in URLs and unique on this portal. If left empty, it is made from the name."
      />
      <FormError />
      <div>
        <SubmitButton>Create organisation</SubmitButton>
      </div>
    </Form>
  );
}
