"use client";

import { useState } from "react";
import { SelectField, TextField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { CopyField } from "@/components/ui/copy-field";
import { Notice } from "@/components/ui/notice";
import type { Outcome } from "@/lib/errors";

const schema = () => import("@/lib/api_tokens/schema").then((schemas) => schemas.createTokenInput);

interface Input {
  organisation: string;
  name: string;
  reach?: "organisation" | "account";
  expiresInDays?: unknown;
}
interface CreateTokenFormProps {
  organisations: { id: string; name: string }[];
  create: (input: Input) => Promise<Outcome<{ name: string; token: string }>>;
}

export function CreateTokenForm({ organisations, create }: CreateTokenFormProps) {
  const [made, setMade] = useState<{ name: string; token: string }>();
  const operation = useOperationForm({
    schema,
    action: create,
    defaultValues: {
      organisation: organisations[0]?.id ?? "",
      name: "",
      reach: "organisation" as const,
      expiresInDays: "90",
    } as Input,
    onSuccess(result) {
      setMade(result);
      operation.form.resetField("name");
    },
  });
  const wide = operation.form.watch("reach") === "account";
  return (
    <div className="grid max-w-[28rem] gap-4">
      {made && (
        <Notice tone="good" role="status" title={`Copy ${made.name} now: it isn’t shown again`}>
          <CopyField label="Token" value={made.token} copyLabel="Copy token" />
        </Notice>
      )}
      <Form operation={operation}>
        <TextField name="name" label="What it is for" autoComplete="off" />
        <SelectField name="organisation" label="Organisation">
          {organisations.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField name="reach" label="Reach">
          <option value="organisation">This organisation and nothing else</option>
          <option value="account">Your whole account, every organisation</option>
        </SelectField>
        {wide && (
          <Notice tone="warn">
            Whoever has this token can do in every one of your organisations what you can. Prefer one for each
            organisation.
          </Notice>
        )}
        <SelectField name="expiresInDays" label="Ends after">
          <option value="30">30 days</option>
          <option value="90">90 days</option>
          <option value="365">One year</option>
        </SelectField>
        <FormError />
        <div>
          <SubmitButton>Make a token</SubmitButton>
        </div>
      </Form>
    </div>
  );
}
