"use client";

import type { AnnouncementDialogProps, AnnouncementDraft } from "@/components/portal/announcements/announcement-dialog";
import { NewButton } from "@/components/ui/button/new-button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const AnnouncementDialog = onDemand<AnnouncementDialogProps>(
  () => import("@/components/portal/announcements/announcement-dialog"),
);

const empty: AnnouncementDraft = {
  ...{ text: "", tone: "note", link: "", audience: "everybody", dismissible: true, startsAt: "", endsAt: "" },
};

/** The button that announces something. */
export function NewAnnouncement({ create }: { create: AnnouncementDialogProps["save"] }) {
  return (
    <NewButton label="New announcement" prepare={AnnouncementDialog.prepare}>
      {(opening) => <AnnouncementDialog {...opening} draft={empty} save={create} />}
    </NewButton>
  );
}
