/** What a pool is of: memory and disk in MiB, cores, published ports. */
export const poolParts = ["memoryMb", "cores", "diskMb", "ports"] as const;
export type PoolPart = (typeof poolParts)[number];

/** Of one thing what is promised, and what there is; null: any amount. */
export interface Share {
  used: number;
  most: number | null;
}
export type Pool = Record<PoolPart, Share>;
export type PoolNumbers = Record<PoolPart, number | null>;

/** Something for each part. */
export const eachPart = <T>(of: (part: PoolPart) => T): Record<PoolPart, T> => ({
  memoryMb: of("memoryMb"),
  cores: of("cores"),
  diskMb: of("diskMb"),
  ports: of("ports"),
});

export const partNames: Record<PoolPart, string> = {
  memoryMb: "Memory",
  cores: "Cores",
  diskMb: "Disk",
  ports: "Ports",
};

const number = (value: number) => value.toLocaleString("en-GB", { maximumFractionDigits: 2 });

/** The number and its unit. GiB only where two decimals say it exactly: nobody should read "4 of 4 GiB" of what isn't. */
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

/** "6 of 8 GiB", "512 MiB of 4 GiB"; where there is any amount, how much is used. */
export function shareWords(part: PoolPart, { used, most }: Share): string {
  if (most === null) return amountWords(part, used);
  const had = measured(part, used);
  const full = measured(part, most);
  // Nothing of something is counted as that is.
  const same = used === 0 || had.unit === full.unit || part === "cores" || part === "ports";
  return same ? `${had.value} of ${full.value} ${full.unit}` : `${had.value} ${had.unit} of ${full.value} ${full.unit}`;
}

/** "Left: 1 of 4 GiB."; undefined where there is any amount. */
export function leftWords(part: PoolPart, { used, most }: Share): string | undefined {
  if (most === null) return undefined;
  if (used >= most) return `Left: none of ${amountWords(part, most)}.`;
  return `Left: ${shareWords(part, { used: Math.round((most - used) * 100) / 100, most })}.`;
}

/** "4 GiB of memory, 2 cores, 20 GiB of disk, 6 ports": what a tier gives, in a line. */
export function poolWords(pool: PoolNumbers): string {
  if (poolParts.every((part) => pool[part] === null)) return "any amount of memory, cores, disk and ports";
  const given = (part: PoolPart, of: string) => {
    const most = pool[part];
    return most === null ? `any amount of ${of}` : thingWords(part, most);
  };
  return [given("memoryMb", "memory"), given("cores", "cores"), given("diskMb", "disk"), given("ports", "ports")].join(
    ", ",
  );
}
