/** The parts of a pool: memory and disk in MiB, cores, published ports. */
export const poolParts = ["memoryMb", "cores", "diskMb", "ports"] as const;
export type PoolPart = (typeof poolParts)[number];

/** How much of one part is allocated, and its limit; null: unlimited. */
export interface Share {
  used: number;
  most: number | null;
}
export type Pool = Record<PoolPart, Share>;
export type PoolNumbers = Record<PoolPart, number | null>;

/** A value for each part. */
export const eachPart = <T>(of: (part: PoolPart) => T): Record<PoolPart, T> => ({
  memoryMb: of("memoryMb"),
  cores: of("cores"),
  diskMb: of("diskMb"),
  ports: of("ports"),
});

export const partNames: Record<PoolPart, string> = {
  memoryMb: "Memory",
  cores: "CPU cores",
  diskMb: "Disk",
  ports: "Ports",
};

const number = (value: number) => value.toLocaleString("en-GB", { maximumFractionDigits: 2 });

/** The number and its unit. GiB only if two decimals are exact, so that "4 of 4 GiB" is never said of slightly less. */
function measured(part: PoolPart, value: number): { value: string; unit: string } {
  if (part === "cores") return { value: number(value), unit: value === 1 ? "core" : "cores" };
  if (part === "ports") return { value: number(value), unit: value === 1 ? "port" : "ports" };
  const gib = value / 1024;
  return gib >= 1 && Number.isInteger(gib * 100)
    ? { value: number(gib), unit: "GiB" }
    : { value: number(value), unit: "MiB" };
}

/** "4 GiB", "2 cores", "6 ports". */
export function amountWords(part: PoolPart, amount: number): string {
  const { value, unit } = measured(part, amount);
  return `${value} ${unit}`;
}

/** "4 GiB of memory", "2 cores". */
export function thingWords(part: PoolPart, amount: number): string {
  const of = part === "memoryMb" ? " of memory" : part === "diskMb" ? " of disk" : "";
  return `${amountWords(part, amount)}${of}`;
}

/** "6 of 8 GiB", "512 MiB of 4 GiB"; if unlimited, only how much is used. */
export function shareWords(part: PoolPart, { used, most }: Share): string {
  if (most === null) return amountWords(part, used);
  const had = measured(part, used);
  const full = measured(part, most);
  // Zero is shown in the unit of the limit.
  const same = used === 0 || had.unit === full.unit || part === "cores" || part === "ports";
  return same ? `${had.value} of ${full.value} ${full.unit}` : `${had.value} ${had.unit} of ${full.value} ${full.unit}`;
}

/** "1 of 4 GiB left."; undefined if unlimited. */
export function leftWords(part: PoolPart, { used, most }: Share): string | undefined {
  if (most === null) return undefined;
  if (used >= most) return `None of ${amountWords(part, most)} left.`;
  return `${shareWords(part, { used: Math.round((most - used) * 100) / 100, most })} left.`;
}

/** "4 GiB of memory, 2 cores, 20 GiB of disk, 6 ports": a tier's pool on one line. */
export function poolWords(pool: PoolNumbers): string {
  if (poolParts.every((part) => pool[part] === null)) return "unlimited memory, cores, disk and ports";
  const given = (part: PoolPart, of: string) => {
    const most = pool[part];
    return most === null ? `unlimited ${of}` : thingWords(part, most);
  };
  return [given("memoryMb", "memory"), given("cores", "cores"), given("diskMb", "disk"), given("ports", "ports")].join(
    ", ",
  );
}
