import { blazon, type Division, initials } from "@/components/identity/heraldry";
import { Picture } from "@/components/identity/picture";
import { classNames } from "@/components/ui/layout/class-names";

const outline =
  "M4 1.5h24A2.5 2.5 0 0 1 30.5 4v12.5c0 9-5.6 14.7-14.5 18.3C7.1 31.2 1.5 25.5 1.5 16.5V4A2.5 2.5 0 0 1 4 1.5z";

/** The charges, cut to the outline: without a clip path there are no ids that could clash. */
const charges: Record<Division, string | undefined> = {
  plain: undefined,
  chief: "M4 1.5h24A2.5 2.5 0 0 1 30.5 4v4.5h-29V4A2.5 2.5 0 0 1 4 1.5z",
  pale: "M16 1.5h12A2.5 2.5 0 0 1 30.5 4v12.5c0 9-5.6 14.7-14.5 18.3z",
  fess: "M30.45 18C29.85 26.14 24.4 31.4 16 34.8C7.6 31.4 2.15 26.14 1.55 18z",
  quarterly:
    "M16 1.5h12A2.5 2.5 0 0 1 30.5 4v12.5C30.5 17.01 30.48 17.51 30.45 18H16zM16 18v16.8C7.6 31.4 2.15 26.14 1.55 18z",
  chevron: "M16 21L25.76 28.59C23.31 31.16 19.98 33.19 16 34.8C12.02 33.19 8.69 31.16 6.24 28.59z",
  bend: "M1.5 4A2.5 2.5 0 0 1 4 1.5h8.61L29.73 21.91C28.53 25.83 25.99 28.95 22.4 31.43L1.5 4.9z",
};

const sizes = {
  small: "w-5",
  default: "w-7",
  large: "w-10",
  grand: "w-22 drop-shadow-[0_8px_16px_var(--color-shade-deep)]",
};

const widths = { small: 20, default: 28, large: 40, grand: 88 };

export interface ShieldProps {
  handle: string;
  name: string;
  /** Its avatar's name; without one its initials are shown on its colours. */
  avatar: string | null;
  size?: keyof typeof sizes;
}

/** An organisation's avatar. Hidden from screen readers: the name is always beside it. */
export function Shield({ handle, name, avatar, size = "default" }: ShieldProps) {
  if (avatar)
    return (
      <span className={classNames("relative block aspect-8/9 flex-none", sizes[size])}>
        <Picture name={avatar} width={widths[size]} className="shield-picture size-full" />
        <svg viewBox="0 0 32 36" aria-hidden className="absolute inset-0 size-full overflow-visible">
          <path className="shield-rim" d={outline} />
        </svg>
      </span>
    );
  const { tincture, division } = blazon(handle);
  const charge = charges[division];
  return (
    <svg
      viewBox="0 0 32 36"
      aria-hidden
      className={classNames(`tincture-${tincture} aspect-8/9 flex-none overflow-visible`, sizes[size])}
    >
      <path className="shield-field" d={outline} />
      {charge && <path className="shield-charge" d={charge} />}
      <path className="shield-rim" d={outline} />
      {size !== "small" && (
        <text className="shield-initials" x="16" y="21">
          {initials(name)}
        </text>
      )}
    </svg>
  );
}
