import type { ReactNode } from "react";

interface ProgressProps {
  /** The running task and its progress. */
  children: ReactNode;
  value: number;
  /** The maximum; 1 when left out. */
  max?: number;
}

/** Progress in words and as a bar. */
export const Progress = ({ children, value, max = 1 }: ProgressProps) => (
  <label className="grid gap-1.5 tabular-nums">
    {children}
    <progress value={value} max={max} className={look} />
  </label>
);

const look =
  "h-1.5 w-full appearance-none overflow-hidden rounded-full border-0 bg-rim forced-colors:appearance-auto [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-rim [&::-webkit-progress-value]:bg-accent";
