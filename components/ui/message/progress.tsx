import type { ReactNode } from "react";

interface ProgressProps {
  /** What is under way, and how far it is. */
  children: ReactNode;
  value: number;
  /** What all of it is; 1 when left out. */
  max?: number;
}

/** How far something is, in words and as a bar. */
export const Progress = ({ children, value, max = 1 }: ProgressProps) => (
  <label className="grid gap-1.5 tabular-nums">
    {children}
    <progress value={value} max={max} className={look} />
  </label>
);

const look =
  "h-1.5 w-full appearance-none overflow-hidden rounded-full border-0 bg-rim forced-colors:appearance-auto [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-rim [&::-webkit-progress-value]:bg-accent";
