import { picturePath } from "@/lib/avatars/address";
import { env } from "@/lib/env";

/** A picture’s whole address, as programs get it; null where there is none. */
export function avatarUrl(name: string | null): string | null {
  return name && new URL(picturePath(name, 256), env().PUBLIC_URL).href;
}

interface Pictured {
  avatar: string | null;
}

/** What a door shows in place of the picture’s name. */
export function withAvatarUrl<T extends Pictured>({ avatar, ...rest }: T) {
  return { ...rest, avatarUrl: avatarUrl(avatar) };
}

/** The same of an organisation, whose logo is its picture or else the address that it was given for one. */
export function withLogo<T extends Pictured & { logo: string | null }>({ avatar, logo, ...rest }: T) {
  const url = avatarUrl(avatar);
  return { ...rest, avatarUrl: url, logo: url ?? logo };
}
