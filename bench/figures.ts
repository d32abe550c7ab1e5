/** What one contender did in one stretch of time. */
export interface Stretch {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Null where the system doesn't say. */
  nodeCpuMs: number | null;
  postgresCpuMs: number | null;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

/** The smallest value that at least this share of all are not above. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function geometricMean(values: number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** Of each figure the median over the rounds; null where any round has none. */
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

/** How many times as much we did, round by round: what disturbs the machine disturbs neighbours alike. */
export function ratio(ours: Stretch[], theirs: Stretch[]): number {
  return median(
    ours.map(({ requestsPerSecond }, round) => requestsPerSecond / (theirs[round]?.requestsPerSecond ?? 0)),
  );
}
