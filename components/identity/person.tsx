import { initials, tinctureOf } from "@/components/identity/heraldry";
import { Picture } from "@/components/identity/picture";

const sizes = {
  small: "size-5 text-[0.5625rem]",
  default: "size-8 text-xs",
  large: "size-10 text-control",
  grand: "size-22 text-2xl",
};
const widths = { small: 20, default: 32, large: 40, grand: 88 };

export interface PersonProps {
  /** The user's id; an e-mail address where there is no user yet. */
  id: string;
  name: string;
  /** Their avatar's name; without one their initials are shown on a colour. */
  avatar: string | null;
  size?: keyof typeof sizes;
}

/** A person's avatar. Hidden from screen readers: the name is always beside it. */
export function Person({ id, name, avatar, size = "default" }: PersonProps) {
  if (avatar)
    return (
      <Picture name={avatar} width={widths[size]} className={`person-picture flex-none rounded-full ${sizes[size]}`} />
    );
  return (
    <span
      aria-hidden
      className={`person tincture-${tinctureOf(id)} inline-grid flex-none place-items-center rounded-full font-semibold tracking-[0.01em] ${sizes[size]}`}
    >
      {initials(name)}
    </span>
  );
}
