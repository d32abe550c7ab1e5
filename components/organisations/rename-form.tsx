"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
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
interface Names {
  name: string;
  handle: string;
}
interface RenameFormProps extends Names {
  organisation: string;
  update: (input: Input) => Promise<Outcome<Names & { before: Names }>>;
  checkHandle: CheckHandle;
}

export function RenameForm({ organisation, name, handle, update, checkHandle }: RenameFormProps) {
  const router = useRouter();
  const operation = useOperationForm({
    schema,
    action: update,
    defaultValues: { organisation, name, handle },
    onSuccess(saved) {
      const { before } = saved;
      takenBack.current = undefined;
      if (isSame(saved, before)) return say("Nothing was changed.");
      const words = saved.handle === before.handle ? "Saved." : `Saved. ${before.handle} leads here for 90 days.`;
      say(words, () => goBack(saved, before));
      follow(before.handle, saved.handle);
    },
  });

  const { reset } = operation.form;
  /** What "Undo" replaced: the page may hear of it only afterwards, when it is old news. */
  const takenBack = useRef<Names>(undefined);

  /** Pages below the handle that it had go on below the one that it has, whichever of them is open by now. */
  const follow = (from: string, to: string) => {
    const [before, after] = [from, to].map((each) => `/dashboard/organisations/${each}`);
    if (from === to || !location.pathname.startsWith(`${before}/`)) router.refresh();
    else router.replace(`${after}${location.pathname.slice(before?.length)}${location.search}`);
  };
  /** Goes back to what the save replaced, which isn't always what this page had heard of. */
  const goBack = async (from: Names, to: Names) => {
    const back = await undo(update({ organisation, name: to.name, handle: to.handle }), `It is ${to.name} again.`);
    if (!back) return;
    takenBack.current = from;
    reset({ organisation, name: to.name, handle: to.handle });
    follow(from.handle, to.handle);
  };

  // What is saved is what the fields start from, whoever saved it; what is being typed meanwhile stays.
  useEffect(() => {
    if (takenBack.current && isSame(takenBack.current, { name, handle })) return;
    reset({ organisation, name, handle }, { keepDirtyValues: true });
  }, [reset, organisation, name, handle]);

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

function isSame(one: Names, other: Names): boolean {
  return one.name === other.name && one.handle === other.handle;
}
