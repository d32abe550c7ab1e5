import {
  createAnnouncement,
  deleteAnnouncement,
  endAnnouncement,
  listAnnouncements,
  updateAnnouncement,
} from "@/lib/announcements/operations";
import { announcementShape } from "@/lib/announcements/shape";
import { done, line, made, pages, type Rest } from "@/lib/doors/rest/line";

const all = "/admin/announcements";
const one = `${all}/:announcement`;

/** The lines that the portal shows on every page. */
export const announcementLines: Rest[] = [
  pages(all, "List announcements", listAnnouncements, announcementShape),
  line("POST", all, "Announce something on every page", createAnnouncement, announcementShape, made),
  line("PUT", one, "Change an announcement", updateAnnouncement, announcementShape),
  done("POST", `${one}/end`, "End an announcement at once", endAnnouncement),
  done("DELETE", one, "Delete an announcement", deleteAnnouncement),
];
