"use client";

import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import type { AnnouncementDialogProps, AnnouncementDraft } from "@/components/portal/announcements/announcement-dialog";
import { Button } from "@/components/ui/button/button";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { onDemand } from "@/components/ui/dialog/on-demand";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

const AnnouncementDialog = onDemand<AnnouncementDialogProps>(
  () => import("@/components/portal/announcements/announcement-dialog"),
);

export interface AnnouncementActions {
  update: AnnouncementDialogProps["save"];
  end: (input: { announcement: string }) => Promise<Outcome<unknown>>;
  remove: (input: { announcement: string }) => Promise<Outcome<unknown>>;
}

interface AnnouncementButtonsProps {
  draft: AnnouncementDraft & { announcement: string };
  /** Only one that is shown can be ended. */
  shown: boolean;
  actions: AnnouncementActions;
}

/** What can be done with one announcement. */
export function AnnouncementButtons({ draft, shown, actions }: AnnouncementButtonsProps) {
  const [editing, setEditing] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const [act, pending] = useAction();
  const { announcement, text } = draft;
  const end = () =>
    act(
      () => actions.end({ announcement }),
      () => say("Announcement ended."),
    );
  return (
    <span className="flex flex-wrap gap-2 noscript:hidden">
      <Button
        size="small"
        onPointerEnter={AnnouncementDialog.prepare}
        onFocus={AnnouncementDialog.prepare}
        onClick={() => setEditing(true)}
        aria-label={`Edit: ${text}`}
      >
        Edit…
      </Button>
      {shown && (
        <Button size="small" busy={pending} onClick={end} aria-label={`End: ${text}`}>
          End
        </Button>
      )}
      <Button
        size="small"
        variant="danger-quiet"
        onPointerEnter={ConfirmDialog.prepare}
        onFocus={ConfirmDialog.prepare}
        onClick={() => setDeleting(true)}
        aria-label={`Delete: ${text}`}
      >
        Delete…
      </Button>
      <AnnouncementDialog open={editing} onOpenChange={setEditing} draft={draft} save={actions.update} />
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title="Delete this announcement?"
        description={text}
        stays="The portal’s activity keeps its text."
        confirm="Delete announcement"
        act={() => actions.remove({ announcement })}
        onDone={() => say("Announcement deleted.")}
      />
    </span>
  );
}
