import { classNames } from "@/components/ui/layout/class-names";

interface QrCodeProps {
  code: { size: number; path: string };
  /** "QR code of the configuration" */
  label: string;
  className?: string;
}

/** Dark on light in either theme: few cameras read the reverse. */
export function QrCode({ code: { size, path }, label, className }: QrCodeProps) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      className={classNames("mx-auto max-w-full rounded-panel", className)}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
