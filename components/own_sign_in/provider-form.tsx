"use client";

import type { z } from "zod";
import { SelectField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { type RoleChoice, RoleLines } from "@/components/own_sign_in/role-lines";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";
import type { Joining, setOwnSignInInput } from "@/lib/own_sign_in/schema";

type Input = z.input<typeof setOwnSignInInput>;

interface ProviderFormProps {
  organisation: string;
  provider:
    | (Pick<Input, "issuer" | "clientId" | "joining" | "roles" | "unmapped"> & { roleClaim: string | null })
    | null;
  roles: RoleChoice[];
  set: (input: Input) => Promise<Outcome<unknown>>;
}

const schema = () => import("@/lib/own_sign_in/schema").then((schemas) => schemas.setOwnSignInInput);

const joiningWords: Record<Joining, string> = {
  members: "Members only",
  ask: "Others ask to join",
  join: "Others join at once",
};

/** The provider, who comes in by it, and which roles it gives. */
export function ProviderForm({ organisation, provider, roles, set }: ProviderFormProps) {
  const operation = useOperationForm<Input, unknown, unknown>({
    schema,
    action: set,
    defaultValues: {
      organisation,
      issuer: provider?.issuer ?? "",
      clientId: provider?.clientId ?? "",
      clientSecret: "",
      joining: provider?.joining ?? "ask",
      roleClaim: provider?.roleClaim ?? "",
      roles: provider?.roles ?? [],
      unmapped: provider?.unmapped ?? "default",
    },
    onSuccess: () => say(provider ? "The sign-in was saved." : "The sign-in was set up. Test it next."),
  });
  return (
    <Form operation={operation} className="justify-items-start [&>*]:w-full">
      <TextField
        name="issuer"
        label="Issuer"
        hint="The address below which /.well-known/openid-configuration answers."
        placeholder="https://id.example.org"
        inputMode="url"
        autoComplete="off"
        mono
      />
      <TextField name="clientId" label="Client id" autoComplete="off" mono />
      <TextField
        name="clientSecret"
        label="Client secret"
        hint={provider ? "Leave empty to keep the current one." : "Stored encrypted, and never shown again."}
        autoComplete="off"
        mono
      />
      <SelectField name="joining" label="Who comes in" hint="Of the people with an account at your provider.">
        {Object.entries(joiningWords).map(([joining, words]) => (
          <option key={joining} value={joining}>
            {words}
          </option>
        ))}
      </SelectField>
      <TextField
        name="roleClaim"
        label="Claim that gives roles"
        hint="Such as groups. Leave empty to give roles here. It is asked for at each sign-in."
        autoComplete="off"
        mono
      />
      <RoleLines roles={roles} />
      <SelectField name="unmapped" label="Without any of these values" hint="Only with a claim.">
        <option value="default">The default role</option>
        <option value="refuse">Not let in</option>
      </SelectField>
      <FormError />
      <div>
        <SubmitButton>{provider ? "Save" : "Set up sign-in"}</SubmitButton>
      </div>
    </Form>
  );
}
