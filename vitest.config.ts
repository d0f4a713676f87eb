import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    // Property tests take seconds where other work keeps the processor busy.
    testTimeout: 60_000,
    include: ['{src,scripts,workers,bench,benchmarks}/**/*.test.{ts,tsx,mjs}'],
  },
});
