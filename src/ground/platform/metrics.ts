/** Upper bounds of the buckets of answer times, in seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

type Series = { count: number; seconds: number; readonly below: number[] };

export type RequestMetrics = {
  began(): void;
  /** Requests that have begun and not ended. */
  readonly active: number;
  observe(method: string, route: string, status: number, seconds: number): void;
  /** Prometheus text format 0.0.4, with `gauges` (name → value) after the requests. */
  text(gauges: Readonly<Record<string, number>>): string;
};

/** Counters of requests by route pattern: never by address, which could name a subject. */
export function requestMetrics(): RequestMetrics {
  const series = new Map<string, Series>();
  let active = 0;
  return {
    began() {
      active += 1;
    },
    get active() {
      return active;
    },
    observe(method, route, status, seconds) {
      active -= 1;
      const key = `method="${method}",route="${route}",status="${status}"`;
      const found = series.get(key) ?? { count: 0, seconds: 0, below: BUCKETS.map(() => 0) };
      if (found.count === 0) series.set(key, found);
      found.count += 1;
      found.seconds += seconds;
      const bucket = BUCKETS.findIndex((bound) => seconds <= bound);
      if (bucket >= 0) found.below[bucket]! += 1;
    },
    text(gauges) {
      const lines = ['# TYPE zhengming_http_request_seconds histogram'];
      for (const [key, { count, seconds, below }] of series) {
        let total = 0;
        BUCKETS.forEach((bound, i) => {
          total += below[i]!;
          lines.push(`zhengming_http_request_seconds_bucket{${key},le="${bound}"} ${total}`);
        });
        lines.push(`zhengming_http_request_seconds_bucket{${key},le="+Inf"} ${count}`);
        lines.push(`zhengming_http_request_seconds_sum{${key}} ${seconds}`);
        lines.push(`zhengming_http_request_seconds_count{${key}} ${count}`);
      }
      const all = { zhengming_http_active_requests: active, ...gauges };
      for (const [name, value] of Object.entries(all)) lines.push(`# TYPE ${name} gauge`, `${name} ${value}`);
      return `${lines.join('\n')}\n`;
    },
  };
}
