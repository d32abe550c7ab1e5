"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { TextField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { type CheckHandle, HandleField } from "@/components/organisations/handle-field";
import { say, undo } from "@/components/ui/toast";
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
      if (saved.name === name && saved.handle === handle) return say("Nothing was changed.");
      say(saved.handle === handle ? "Saved." : `Saved. ${handle} leads here for 90 days.`, () => goBack(saved.handle));
      follow(handle, saved.handle);
    },
  });

  const { reset } = operation.form;

  /** Pages below the handle that it had go on below the one that it has, whichever of them is open by now. */
  const follow = (from: string, to: string) => {
    const [before, after] = [from, to].map((each) => `/dashboard/organisations/${each}`);
    if (from === to || !location.pathname.startsWith(`${before}/`)) router.refresh();
    else router.replace(`${after}${location.pathname.slice(before?.length)}${location.search}`);
  };
  const goBack = async (from: string) => {
    const back = await undo(update({ organisation, name, handle }), `It is ${name} again.`);
    if (!back) return;
    // "Undo" may come before the page knew of the change: then nothing tells the fields that it is taken back.
    reset({ organisation, name, handle });
    follow(from, handle);
  };

  // What is saved is what the fields start from, also when "Undo" saved it; what is being typed meanwhile stays.
  useEffect(
    () => reset({ organisation, name, handle }, { keepDirtyValues: true }),
    [reset, organisation, name, handle],
  );

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
