"use client";

import { useRouter } from "next/navigation";
import type { ZodType } from "zod";
import { type FileActions, type FilesPlace, textHref } from "@/components/files/actions";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say, undo } from "@/components/ui/message/toast";

const whats = {
  folder: { title: "New folder", label: "Path", button: "Create folder", hint: "For example config/plugins" },
  file: { title: "New text file", label: "Path", button: "Create file", hint: "For example config/server.properties" },
  move: { title: "Rename or move", label: "New path", button: "Move", hint: "The folder must already exist." },
};

interface Draft {
  organisation: string;
  server: string;
  path: string;
  to?: string;
  text?: string;
}
type Schema = ZodType<unknown, Draft>;
const schemas = {
  folder: () => import("@/lib/files/schema").then(({ newFolderInput }) => newFolderInput as unknown as Schema),
  file: () => import("@/lib/files/schema").then(({ saveTextInput }) => saveTextInput as unknown as Schema),
  move: () => import("@/lib/files/schema").then(({ moveFileInput }) => moveFileInput as unknown as Schema),
};

export interface PathDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  what: keyof typeof whats;
  place: FilesPlace;
  /** The path to move, or the folder for the new entry, with its slash. */
  path: string;
  actions: FileActions;
}

/** Creates something at a path, or moves something to it. Loaded on demand. */
export default function PathDialog({ open, onOpenChange, ...rest }: PathDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={whats[rest.what].title}>
      <PathForm {...rest} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type PathFormProps = Omit<PathDialogProps, "open" | "onOpenChange"> & { close: () => void };

function PathForm({ what, place, path, actions, close }: PathFormProps) {
  const router = useRouter();
  const { organisation, server } = place;
  const one = { organisation, server, path };
  const { label, hint, button } = whats[what];
  const operation = useOperationForm<Draft, unknown, { path: string }>({
    schema: schemas[what],
    action: (input) => {
      if (what === "folder") return actions.makeFolder(input);
      if (what === "file") return actions.save({ ...input, text: "" });
      return actions.move({ ...input, to: input.to ?? "" });
    },
    defaultValues: { ...one, ...(what === "move" && { to: path }), ...(what === "file" && { text: "" }) },
    onSuccess(_, { path: given, to }) {
      if (what === "move")
        say(
          `${path} moved to ${to}.`,
          () => void undo(actions.move({ ...one, path: to ?? "", to: path }), "Moved back."),
        );
      else say(`${given} created.`);
      close();
      if (what === "file") router.push(textHref(place, given));
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name={what === "move" ? "to" : "path"} label={label} hint={hint} mono autoComplete="off" />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>{button}</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
