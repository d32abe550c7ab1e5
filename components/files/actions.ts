import type { Entry } from "@/lib/files/listing";
import type { Outcome } from "@/lib/kernel/errors";

export type FileEntry = Entry;
type One = { organisation: string; server: string; path: string };
interface Done {
  path: string;
  volumeBytes: number;
  fingerprint?: string;
}

export interface FileActions {
  save: (input: One & { text: string; fingerprint?: string }) => Promise<Outcome<Done>>;
  makeFolder: (input: One) => Promise<Outcome<Done>>;
  move: (input: One & { to: string }) => Promise<Outcome<Done>>;
  delete: (input: One) => Promise<Outcome<Done>>;
}

/** Identifies the files of a server, for links to pages and to the API. */
export interface FilesPlace {
  organisation: string;
  server: string;
  /** The path of the files page. */
  page: string;
}

export const joined = (folder: string, name: string) => (folder === "" ? name : `${folder}/${name}`);
const query = (path: string) => (path === "" ? "" : `?path=${encodeURIComponent(path)}`);

export const folderHref = ({ page }: FilesPlace, path: string) => `${page}${query(path)}`;
export const textHref = ({ page }: FilesPlace, path: string) => `${page}/text${query(path)}`;
const api = ({ organisation, server }: FilesPlace) => `/api/organisations/${organisation}/servers/${server}/files`;
export const contentHref = (place: FilesPlace, path: string) => `${api(place)}/content${query(path)}`;
export const uploadHref = (place: FilesPlace, path: string) => `${api(place)}${query(path)}`;
