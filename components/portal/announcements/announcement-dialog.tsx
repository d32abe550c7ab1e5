"use client";

import type { ZodType } from "zod";
import { CheckboxField, SelectField, TextareaField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

/** As the form has it: times without a zone, which are UTC. */
export interface AnnouncementDraft {
  /** Left out for a new one. */
  announcement?: string;
  text: string;
  tone: "note" | "warning";
  link: string;
  audience: "everybody" | "users";
  dismissible: boolean;
  startsAt: string;
  endsAt: string;
}

type Schema = ZodType<unknown, AnnouncementDraft>;
const createSchema = () =>
  import("@/lib/announcements/schema").then((schemas) => schemas.createAnnouncementInput as unknown as Schema);
const updateSchema = () =>
  import("@/lib/announcements/schema").then((schemas) => schemas.updateAnnouncementInput as unknown as Schema);

export interface AnnouncementDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  draft: AnnouncementDraft;
  save: (draft: never) => Promise<Outcome<unknown>>;
}

/** Creates or edits an announcement. Fetched on demand. */
export default function AnnouncementDialog({ open, onOpenChange, ...given }: AnnouncementDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={given.draft.announcement ? "Edit announcement" : "New announcement"}
      description="A line at the top of every page, from one time to another."
    >
      <AnnouncementForm {...given} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type AnnouncementFormProps = Omit<AnnouncementDialogProps, "open" | "onOpenChange"> & { close: () => void };

function AnnouncementForm({ draft, save, close }: AnnouncementFormProps) {
  const operation = useOperationForm<AnnouncementDraft, unknown, unknown>({
    schema: draft.announcement ? updateSchema : createSchema,
    action: (input) => save(input as never),
    defaultValues: draft,
    onSuccess() {
      say(draft.announcement ? "Announcement saved." : "Announcement created.");
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextareaField name="text" label="Text" rows={3} hint="One line, at most 300 characters." />
        <div className="grid items-start gap-3 min-[30rem]:grid-cols-2">
          <SelectField name="tone" label="Tone">
            <option value="note">Note</option>
            <option value="warning">Warning</option>
          </SelectField>
          <SelectField name="audience" label="Audience">
            <option value="everybody">Everybody, also on the sign-in page</option>
            <option value="users">Signed-in users</option>
          </SelectField>
          <TextField name="startsAt" label="From (UTC)" type="datetime-local" hint="Leave it empty to show it now." />
          <TextField
            name="endsAt"
            label="Until (UTC)"
            type="datetime-local"
            hint="Leave it empty to show it until you end it."
          />
        </div>
        <TextField
          name="link"
          label="Link (optional)"
          hint="A URL, or a path of this portal such as /dashboard."
          autoComplete="off"
          spellCheck={false}
        />
        <CheckboxField name="dismissible" label="Readers can dismiss it" />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>{draft.announcement ? "Save" : "Create"}</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
