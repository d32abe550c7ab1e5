const mib = 1_048_576;
const units = ["bytes", "kB", "MB", "GB", "TB"];

/** As people read it: 1.2 GB. A kB is 1,024 bytes here, as a server's disk is counted. */
export function sizeWords(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1_024 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : Math.round(value * 10) / 10} ${units[power]}`;
}

/** What a server's files take of its disk: 1.2 of 5 GB; without a measurement, its disk. */
export function diskWords({ volumeBytes, diskMb }: { volumeBytes: number | null; diskMb: number }): string {
  const most = sizeWords(diskMb * mib);
  if (volumeBytes === null) return most;
  const [value = "", unit = ""] = sizeWords(volumeBytes).split(" ");
  return most.endsWith(` ${unit}`) ? `${value} of ${most}` : `${value} ${unit} of ${most}`;
}

export const isFull = ({ volumeBytes, diskMb }: { volumeBytes: number | null; diskMb: number }): boolean =>
  (volumeBytes ?? 0) > diskMb * mib;

/** Why a server that has too much stays stopped. */
export function fullWords(row: { volumeBytes: number | null; diskMb: number; state: string }): string | null {
  if (!isFull(row) || row.state !== "stopped") return null;
  return `Its files take ${diskWords(row)}, so it was stopped. Delete some files, or raise its disk, then start it.`;
}
