/** The results of one contender in one period. */
export interface Stretch {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Null where the system doesn't report it. */
  nodeCpuMs: number | null;
  postgresCpuMs: number | null;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

/** The smallest value that at least this share of all values don't exceed. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function geometricMean(values: number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** The median of each figure over the rounds; null if any round has none. */
export function typical(rounds: Stretch[]): Stretch {
  const of = (key: keyof Stretch) => {
    const values = rounds.map((round) => round[key]);
    return values.every((value) => value !== null) ? median(values as number[]) : null;
  };
  return {
    requestsPerSecond: of("requestsPerSecond") ?? Number.NaN,
    p50Ms: of("p50Ms") ?? Number.NaN,
    p99Ms: of("p99Ms") ?? Number.NaN,
    nodeCpuMs: of("nodeCpuMs"),
    postgresCpuMs: of("postgresCpuMs"),
  };
}

/** Our ratio to another, round by round, because a disturbance of the machine affects neighbours equally. */
export function ratio(ours: Stretch[], theirs: Stretch[]): number {
  return median(
    ours.map(({ requestsPerSecond }, round) => requestsPerSecond / (theirs[round]?.requestsPerSecond ?? 0)),
  );
}
