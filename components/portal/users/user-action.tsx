"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button/button";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import type { ConfirmDialogProps } from "@/components/ui/dialog/confirm-dialog-props";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface UserActionProps<Input> {
  label: string;
  input: Input;
  act: (input: Input) => Promise<Outcome<unknown>>;
  /** What is said once it is done. */
  said: string;
  /** Asked first, where it takes something away. */
  question?: Omit<ConfirmDialogProps, "open" | "onOpenChange" | "act" | "onDone">;
  /** Where to go afterwards. */
  next?: string;
}

/** A button for one thing that an administrator does about a user. */
export function UserAction<Input>({ label, input, act, said, question, next }: UserActionProps<Input>) {
  const router = useRouter();
  const [run, pending] = useAction();
  const [open, setOpen] = useState(false);
  const done = () => {
    say(said);
    if (next) router.push(next);
  };
  if (!question)
    return (
      <Button className="noscript:hidden" busy={pending} onClick={() => run(() => act(input), done)}>
        {label}
      </Button>
    );
  return (
    <>
      <Button
        variant="danger-quiet"
        className="noscript:hidden"
        onPointerEnter={ConfirmDialog.prepare}
        onFocus={ConfirmDialog.prepare}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      <ConfirmDialog {...question} open={open} onOpenChange={setOpen} act={() => act(input)} onDone={done} />
    </>
  );
}
