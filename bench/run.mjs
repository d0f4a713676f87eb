// Speed, in a headless Chromium on built code. See docs/benchmarks.md.
//   npm run bench -- [--only NAME …] …    parts: bench/<name>.bench.ts
//   npm run bench -- --peers …            whole matches beside other programs
//   npm run bench -- --growth …           time and memory as tables grow
//   npm run bench -- --first …            from the press of Match to candidates on screen
//   npm run bench -- --load …             large files: time, longest task of the page, memory
//   npm run bench -- --export …          large joined tables: time and memory of saving them
//   npm run bench -- --single …          the edition of one file: size, time to start beside the hosted page
//   npm run bench -- --long …            what a tab holds after fifty matches
//   npm run bench -- --fill …             all of it, into docs/benchmarks.md
const args = process.argv.slice(2);
if (args.includes('--peers')) await import('./peers/run.mjs');
else if (args.includes('--growth')) await import('./growth.mjs');
else if (args.includes('--first')) await import('./first-candidates.mjs');
else if (args.includes('--load')) await import('./load-tables.mjs');
else if (args.includes('--export')) await import('./export-tables.mjs');
else if (args.includes('--single')) await import('./single-file.mjs');
else if (args.includes('--long')) await import('./long-use.mjs');
else if (args.includes('--fill')) await import('./fill.mjs');
else await import('./parts.mjs');
