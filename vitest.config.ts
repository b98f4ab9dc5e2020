import { defineConfig } from 'vitest/config';
import LongestFirst from './test/support/longest-first.ts';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'web/**/*.test.ts'],
    globalSetup: ['test/support/cluster.ts'],
    // For what hangs, and for nothing else: a machine that has other work takes many times as long. How quick things are is told by `bench/`.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 20_000 } },
    pool: 'forks',
    // Reading the program anew for each file takes as long as its tests. Vitest restores behind each what `vi.spyOn` replaced.
    isolate: false,
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // The random walks of all six uses go on side by side (src/rights/procedures/model.test.ts), the only tests that do.
    maxConcurrency: 6,
  },
});
