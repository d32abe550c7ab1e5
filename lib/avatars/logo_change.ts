import { avatarUrl } from "@/lib/avatars/url";
import { fieldError } from "@/lib/errors";

interface Look {
  avatar: string | null;
  logo: string | null;
  logoProblem: string | null;
}

/**
 * What to do with a logo set by a program: undefined for nothing, null to remove it, else the address to fetch it from.
 * Programs send back what they read, so the URL of the present avatar is no change.
 * @throws INVALID at the field `logo`
 */
export function wantedLogo(given: string | null | undefined, look?: Look): string | null | undefined {
  if (given === undefined) return undefined;
  if (!given) return look?.avatar || look?.logo ? null : undefined;
  if (look && (given === avatarUrl(look.avatar) || (given === look.logo && !look.logoProblem))) return undefined;
  if (!URL.canParse(given) || !isOpen(new URL(given))) throw fieldError("logo.address", "logo");
  return new URL(given).href;
}

/** Over https, and without a user name and password, which would be stored unencrypted. */
const isOpen = ({ protocol, username, password, hostname }: URL) =>
  protocol === "https:" && hostname !== "" && !username && !password;
