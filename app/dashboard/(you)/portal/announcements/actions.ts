"use server";

import {
  createAnnouncement,
  deleteAnnouncement,
  endAnnouncement,
  updateAnnouncement,
} from "@/lib/announcements/operations";
import { toAction } from "@/lib/doors/action/action";

export const createAnnouncementAction = toAction(createAnnouncement);
export const updateAnnouncementAction = toAction(updateAnnouncement);
export const endAnnouncementAction = toAction(endAnnouncement);
export const deleteAnnouncementAction = toAction(deleteAnnouncement);
