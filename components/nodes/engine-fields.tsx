"use client";

import { useFormContext } from "react-hook-form";
import { TextareaField } from "@/components/forms/fields";
import { TextField } from "@/components/forms/text-field";
import { Field } from "@/components/ui/form/field";
import { Select } from "@/components/ui/form/select";
import { isRemote, type NodeDraft } from "@/lib/nodes/draft";

const begun = { here: "unix:///var/run/docker.sock", elsewhere: "tcp://" };

/** The engine’s address, and certificates for one on another machine. Stored certificates are never shown. */
export function EngineFields({ changed }: { changed: boolean }) {
  const { watch, setValue } = useFormContext<NodeDraft>();
  const remote = isRemote(watch("endpoint"));
  return (
    <>
      <Field label="Engine location">
        {(control) => (
          <Select
            {...control}
            value={remote ? "elsewhere" : "here"}
            onChange={({ target }) => setValue("endpoint", begun[target.value as keyof typeof begun])}
          >
            <option value="here">This machine (socket)</option>
            <option value="elsewhere">Another machine (TCP)</option>
          </Select>
        )}
      </Field>
      <TextField
        name="endpoint"
        label="Engine address"
        hint={
          remote
            ? "For example tcp://node1.example.org:2376."
            : "The account that runs the portal must be able to open it."
        }
        autoComplete="off"
        mono
      />
      {remote && (
        <>
          <p className="text-sm text-ink-soft">
            {changed
              ? "Leave empty to keep the stored certificates. A new address needs them again."
              : "Paste each as PEM text. They are stored encrypted and never shown again."}
          </p>
          <TextareaField name="credentials.ca" label="CA certificate" rows={3} autoComplete="off" />
          <TextareaField name="credentials.cert" label="Client certificate" rows={3} autoComplete="off" />
          <TextareaField name="credentials.key" label="Client key" rows={3} autoComplete="off" />
        </>
      )}
    </>
  );
}
