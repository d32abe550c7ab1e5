import { avatarUrl } from "@/lib/avatars/url";
import { fieldError } from "@/lib/errors";

interface Look {
  avatar: string | null;
  logo: string | null;
  logoProblem: string | null;
}

/**
 * What becomes of a logo that a program names: undefined when nothing does, null when the organisation is to have none, else the
 * address to fetch it from. Programs send back what they read, so the picture that is there is no new one.
 * @throws INVALID at the field `logo`
 */
export function wantedLogo(given: string | null | undefined, look?: Look): string | null | undefined {
  if (given === undefined) return undefined;
  if (!given) return look?.avatar || look?.logo ? null : undefined;
  if (look && (given === avatarUrl(look.avatar) || (given === look.logo && !look.logoProblem))) return undefined;
  if (!URL.canParse(given) || !isOpen(new URL(given))) throw fieldError("logo.address", "logo");
  return new URL(given).href;
}

/** Over https, and without a name and password, which would be kept in the open. */
const isOpen = ({ protocol, username, password, hostname }: URL) =>
  protocol === "https:" && hostname !== "" && !username && !password;
