import { initials, tinctureOf } from "@/components/identity/heraldry";

const sizes = {
  small: "size-5 text-[0.5625rem]",
  default: "size-8 text-xs",
  large: "size-10 text-control",
};

export interface PersonProps {
  /** The user's id; an address where there is no user yet. */
  id: string;
  name: string;
  size?: keyof typeof sizes;
}

/** A person's picture. Unseen by screen readers: the name always stands beside it. */
export function Person({ id, name, size = "default" }: PersonProps) {
  return (
    <span
      aria-hidden
      className={`person tincture-${tinctureOf(id)} inline-grid flex-none place-items-center rounded-full font-semibold tracking-[0.01em] ${sizes[size]}`}
    >
      {initials(name)}
    </span>
  );
}
