import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'web/**/*.test.ts'],
    globalSetup: ['test/support/cluster.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Reading the program anew for each file takes as long as its tests. Vitest restores behind each what `vi.spyOn` replaced.
    isolate: false,
    maxWorkers: 2,
    // The random walks of all six uses go on side by side (src/procedures/model.test.ts), the only tests that do.
    maxConcurrency: 6,
  },
});
