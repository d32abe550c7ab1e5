import { picturePath } from "@/lib/avatars/address";
import { env } from "@/lib/env";

/** An avatar’s full URL, as programs get it; null if there is none. */
export function avatarUrl(name: string | null): string | null {
  return name && new URL(picturePath(name, 256), env().PUBLIC_URL).href;
}

interface Pictured {
  avatar: string | null;
}

/** Replaces the avatar's file name with its URL, as doors show it. */
export function withAvatarUrl<T extends Pictured>({ avatar, ...rest }: T) {
  return { ...rest, avatarUrl: avatarUrl(avatar) };
}

/** The same for an organisation, whose logo is its avatar or else the address set for one. */
export function withLogo<T extends Pictured & { logo: string | null }>({ avatar, logo, ...rest }: T) {
  const url = avatarUrl(avatar);
  return { ...rest, avatarUrl: url, logo: url ?? logo };
}
