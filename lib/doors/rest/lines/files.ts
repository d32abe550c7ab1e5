import { asking, download, line, made, one, type Rest } from "@/lib/doors/rest/line";
import {
  deleteFile,
  downloadFile,
  listFiles,
  makeFolder,
  moveFile,
  readText,
  saveText,
  uploadFile,
} from "@/lib/files/operations";
import { fileDoneShape, folderShape, textShape } from "@/lib/files/shape";

const server = `${one}/servers/:server`;
const files = `${server}/files`;

/** A server's files. */
export const fileLines: Rest[] = [
  line("GET", files, "List a folder of a server’s files", listFiles, folderShape),
  {
    ...asking(line("PUT", files, "Upload a file", uploadFile, fileDoneShape, { word: "content" }), "path"),
    takesFile: true,
  },
  asking(line("PUT", files, "Write a text file", saveText, fileDoneShape), "path"),
  asking(line("DELETE", files, "Delete a file or a folder", deleteFile, fileDoneShape), "path"),
  line("GET", `${files}/text`, "Read a text file", readText, textShape),
  download(`${files}/content`, "Download a file", downloadFile),
  line("POST", `${files}/folder`, "Create a folder", makeFolder, fileDoneShape, made),
  line("POST", `${files}/move`, "Rename or move a file or a folder", moveFile, fileDoneShape),
];
