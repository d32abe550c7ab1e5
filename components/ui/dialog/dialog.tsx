"use client";

import * as Modal from "radix-ui/dialog";
import { type ReactNode, useRef } from "react";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** The description, read out when the dialog opens. */
  description?: ReactNode;
  /** Shown beside the title: a shield, a person. */
  picture?: ReactNode;
  /** For a question whose answer can't be undone. */
  danger?: boolean;
  /** Shows what is shown only once: only its button closes it, no Escape and no click beside it. */
  staysOpen?: boolean;
  /**
   * `DialogBody` and `DialogFoot`, in a form or not. The first focusable element gets the focus: no `autoFocus` is
   * needed.
   */
  children: ReactNode;
}

/** Scroll padding keeps a scrolled-to element above the foot, which covers the rest. */
const look =
  "fixed inset-0 z-30 m-auto h-fit max-h-[calc(100dvh-2rem)] w-[min(34rem,calc(100vw-2rem))] overflow-auto scroll-pb-24 max-side:scroll-pb-36 rounded-dialog bg-raised shadow-dialog animate-[rise_var(--time-move)_var(--ease-settle)] focus:outline-none forced-colors:border";

export function Dialog({ open, onOpenChange, title, description, picture, danger, staysOpen, children }: DialogProps) {
  const opener = useRef<Element>(null);
  const keepOpener = () => {
    opener.current = document.activeElement;
  };
  const giveFocusBack = (event: Event) => {
    event.preventDefault();
    const back = opener.current?.isConnected ? opener.current : document.getElementById("content");
    if (back instanceof HTMLElement) back.focus();
  };
  return (
    <Modal.Root open={open} onOpenChange={onOpenChange}>
      <Modal.Portal>
        <Modal.Overlay className="fixed inset-0 z-30 bg-scrim animate-[fade_var(--time-move)]" />
        <Modal.Content
          role={danger ? "alertdialog" : "dialog"}
          onEscapeKeyDown={(event) => staysOpen && event.preventDefault()}
          onInteractOutside={(event) => staysOpen && event.preventDefault()}
          onOpenAutoFocus={keepOpener}
          onCloseAutoFocus={giveFocusBack}
          className={look}
          {...(!description && { "aria-describedby": undefined })}
        >
          <div className="flex items-center gap-4 px-6 pt-6">
            {picture}
            <div className="min-w-0">
              <Modal.Title className="wrap-anywhere">{title}</Modal.Title>
              {description && <Modal.Description className="text-sm text-ink-soft">{description}</Modal.Description>}
            </div>
          </div>
          {children}
        </Modal.Content>
      </Modal.Portal>
    </Modal.Root>
  );
}

export function DialogBody({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-6 pt-4 pb-6 wrap-anywhere empty:pb-2">{children}</div>;
}

/** The buttons: Cancel first, the action last, which may have a long name in its label. */
export function DialogFoot({ children }: { children: ReactNode }) {
  return (
    <div className="sticky bottom-0 flex justify-end gap-2 border-t border-hair bg-surface px-6 py-3.5 *:py-1.5 *:last:wrap-break-word *:last:whitespace-normal! *:not-last:shrink-0 max-side:flex-col-reverse">
      {children}
    </div>
  );
}
