const mib = 1_048_576;
const units = ["bytes", "kB", "MB", "GB", "TB"];

/** For people: 1.2 GB. A kB is 1,024 bytes here, because a server's disk is in MiB. */
export function sizeWords(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1_024 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : Math.round(value * 10) / 10} ${units[power]}`;
}

/** How much of its disk a server uses: 1.2 of 5 GB. Without a measurement, only its disk. */
export function diskWords({ volumeBytes, diskMb }: { volumeBytes: number | null; diskMb: number }): string {
  const most = sizeWords(diskMb * mib);
  if (volumeBytes === null) return most;
  const [value = "", unit = ""] = sizeWords(volumeBytes).split(" ");
  return most.endsWith(` ${unit}`) ? `${value} of ${most}` : `${value} ${unit} of ${most}`;
}

export const isFull = ({ volumeBytes, diskMb }: { volumeBytes: number | null; diskMb: number }): boolean =>
  (volumeBytes ?? 0) > diskMb * mib;

/** Why a server whose disk is full stays stopped. */
export function fullWords(row: { volumeBytes: number | null; diskMb: number; state: string }): string | null {
  if (!isFull(row) || row.state !== "stopped") return null;
  return `Stopped because its disk is full (${diskWords(row)}). Delete some files or increase its disk, then start it.`;
}
