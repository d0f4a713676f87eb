import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['{src,scripts,workers,bench,benchmarks}/**/*.test.{ts,tsx,mjs}'],
  },
});
