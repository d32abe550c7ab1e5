"use client";

import { type FormEvent, useEffect, useRef, useState, useTransition } from "react";
import type { Area } from "react-easy-crop";
import { CropArea } from "@/components/avatars/crop-area";
import { type OpenedImage, openImage, squareOf } from "@/components/avatars/square";
import { answerOf } from "@/components/forms/answer";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { Field } from "@/components/ui/form/field";
import { Notice } from "@/components/ui/message/notice";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

export interface AvatarDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** "Avatar of Apex Gaming". */
  title: string;
  shape: "shield" | "circle";
  set: (file: Uint8Array) => Promise<Outcome<unknown>>;
}

/** Opened only by `AvatarButtons`, which loads it on demand. */
export default function AvatarDialog({ open, onOpenChange, title, ...rest }: AvatarDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      description="PNG or JPEG, up to 5 MiB. Only the part you choose is uploaded."
    >
      <AvatarForm {...rest} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

const types = ["image/png", "image/jpeg"];
const unread = "The browser couldn’t read this file. Choose it again, or choose another.";

interface AvatarFormProps extends Pick<AvatarDialogProps, "shape" | "set"> {
  close: () => void;
}

function AvatarForm({ shape, set, close }: AvatarFormProps) {
  const [chosen, setChosen] = useState<OpenedImage>();
  const [opening, setOpening] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [pending, startTransition] = useTransition();
  const area = useRef<Area>(undefined);
  // The browser keeps an opened file until it is released.
  useEffect(() => () => chosen && URL.revokeObjectURL(chosen.image.src), [chosen]);

  // If two files are chosen in quick succession, the second counts, whichever opens first.
  const latest = useRef<File>(undefined);
  const choose = async (file: File | undefined) => {
    latest.current = file;
    setChosen(undefined);
    setProblem(undefined);
    setOpening(file !== undefined);
    if (!file) return;
    const opened = await openImage(file).catch(() => unread);
    if (latest.current !== file) return;
    setOpening(false);
    if (typeof opened === "string") setProblem(opened);
    else setChosen(opened);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (pending || opening) return;
    if (!chosen || !area.current) return setProblem("Choose an image first.");
    const { current } = area;
    setProblem(undefined);
    startTransition(async () => {
      const file = await squareOf(chosen.image, current, chosen.type);
      if (!file) return startTransition(() => setProblem(unread));
      const outcome = await answerOf(set(file));
      startTransition(() => {
        if (!outcome.ok) return setProblem(outcome.error.message);
        say("Avatar saved.");
        close();
      });
    });
  };

  return (
    <form onSubmit={save}>
      <DialogBody>
        <Field label="File" error={problem}>
          {(wiring) => (
            <input
              {...wiring}
              type="file"
              accept={types.join()}
              onChange={(event) => void choose(event.target.files?.[0])}
              className="input py-1.5 file:mr-3 file:cursor-pointer file:rounded-control file:border-0 file:bg-hover file:px-2.5 file:py-1 file:text-sm file:font-medium file:text-ink"
            />
          )}
        </Field>
        {chosen && (
          <CropArea
            key={chosen.image.src}
            image={chosen.image}
            shape={shape}
            onChange={(chosenArea) => {
              area.current = chosenArea;
            }}
          />
        )}
        {!chosen && !problem && (
          <Notice role="status">{opening ? "Opening the image…" : "Next, choose which part of it is shown."}</Notice>
        )}
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="main" busy={pending}>
          Save avatar
        </Button>
      </DialogFoot>
    </form>
  );
}
