"use client";

import type { ZodType } from "zod";
import type { FileActions } from "@/components/files/actions";
import { TextareaField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Button } from "@/components/ui/button/button";
import { LinkButton } from "@/components/ui/button/link-button";
import { say } from "@/components/ui/message/toast";

interface Draft {
  organisation: string;
  server: string;
  path: string;
  text: string;
  fingerprint?: string;
}
const schema = () =>
  import("@/lib/files/schema").then(({ saveTextInput }) => saveTextInput as unknown as ZodType<unknown, Draft>);

interface TextEditorProps {
  file: { organisation: string; server: string; path: string; text: string; fingerprint: string };
  back: string;
  save: FileActions["save"];
}

/** Edits a text file. It never overwrites what somebody else, or the server itself, wrote in the meantime. */
export function TextEditor({ file, back, save }: TextEditorProps) {
  const operation = useOperationForm<Draft, unknown, { fingerprint?: string }>({
    schema,
    // A text field turns Windows line ends into Unix ones: restore them.
    action: (input) =>
      save({ ...input, text: file.text.includes("\r\n") ? input.text.replace(/\r?\n/g, "\r\n") : input.text }),
    defaultValues: file,
    onSuccess({ fingerprint }) {
      // Only the fingerprint: text that was typed during saving stays.
      operation.form.setValue("fingerprint", fingerprint);
      say(`${file.path} saved.`);
    },
  });
  const changed = operation.problem?.reason === "file.changed";
  return (
    <Form operation={operation}>
      {/* Above the text: below a long text, a toast would cover these buttons. */}
      <div className="flex flex-wrap justify-end gap-2">
        <LinkButton href={back}>Back to the folder</LinkButton>
        {changed && <Button onClick={() => location.reload()}>Reload</Button>}
        <SubmitButton>Save</SubmitButton>
      </div>
      <FormError />
      <TextareaField
        name="text"
        label="Text"
        rows={20}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        mono
      />
    </Form>
  );
}
