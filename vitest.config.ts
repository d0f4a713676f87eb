import { defineConfig } from 'vitest/config';
import { hardenParquet } from './scripts/harden-parquet.mjs';

export default defineConfig({
  plugins: [hardenParquet()],
  define: {
    __EDITION__: JSON.stringify('sealed'),
    __PLACES__: JSON.stringify({ hub: [], endpoints: [] }),
    __ABSENT_MODELS__: '[]',
  },
  test: {
    environment: 'node',
    server: { deps: { inline: ['hyparquet'] } },
    // Property tests take seconds where other work keeps the processor busy.
    testTimeout: 60_000,
    include: ['{src,scripts,workers,bench,benchmarks}/**/*.test.{ts,tsx,mjs}'],
  },
});
