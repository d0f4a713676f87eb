import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startFromPage, workersEntry } from './single-plugin.mjs';

const spawn = readFileSync(new URL('../src/rpc/spawn.ts', import.meta.url), 'utf8');
const files = readdirSync(new URL('../workers', import.meta.url));

test('every worker that the page starts comes out of the page, and is in the script of all workers', () => {
  const started = [...startFromPage(spawn).matchAll(/startWorker\('([\w-]+)'\)/g)].map(([, name]) => name);
  expect(started.length).toBe([...spawn.matchAll(/new Worker\(/g)].length);
  expect(started.length).toBeGreaterThan(8);
  for (const name of started) expect(workersEntry(files)).toContain(`"${name}": () => import(`);
});

test('a worker that is started in another way is refused, instead of failing once the file is opened', () => {
  expect(() => startFromPage("new Worker('x.js')")).toThrow();
  const misnamed = spawn.replace("name: 'parse'", "name: 'read'");
  expect(() => startFromPage(misnamed)).toThrow('parse.worker.ts');
});
