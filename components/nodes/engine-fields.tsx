"use client";

import { useFormContext } from "react-hook-form";
import { TextareaField, TextField } from "@/components/forms/fields";
import { Field } from "@/components/ui/form/field";
import { Select } from "@/components/ui/form/select";
import { isRemote, type NodeDraft } from "@/lib/nodes/draft";

const begun = { here: "unix:///var/run/docker.sock", elsewhere: "tcp://" };

/** Where the engine listens, and for one on another machine what opens it. Certificates are only ever written. */
export function EngineFields({ changed }: { changed: boolean }) {
  const { watch, setValue } = useFormContext<NodeDraft>();
  const remote = isRemote(watch("endpoint"));
  return (
    <>
      <Field label="Where the engine is">
        {(control) => (
          <Select
            {...control}
            value={remote ? "elsewhere" : "here"}
            onChange={({ target }) => setValue("endpoint", begun[target.value as keyof typeof begun])}
          >
            <option value="here">This machine, by its socket</option>
            <option value="elsewhere">Another machine, by TCP</option>
          </Select>
        )}
      </Field>
      <TextField
        name="endpoint"
        label="Engine’s address"
        hint={
          remote ? "Such as tcp://node1.example.org:2376." : "The account that runs the portal must be able to open it."
        }
        autoComplete="off"
        mono
      />
      {remote && (
        <>
          <p className="text-sm text-ink-soft">
            {changed
              ? "Leave the certificates empty to keep the stored ones. Another address needs them anew."
              : "Paste each as PEM text. They are stored encrypted, and never shown again."}
          </p>
          <TextareaField name="credentials.ca" label="The authority’s certificate" rows={3} autoComplete="off" />
          <TextareaField name="credentials.cert" label="The client’s certificate" rows={3} autoComplete="off" />
          <TextareaField name="credentials.key" label="The client’s key" rows={3} autoComplete="off" />
        </>
      )}
    </>
  );
}
