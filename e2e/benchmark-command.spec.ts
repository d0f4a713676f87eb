import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Measured } from '../benchmarks/measure.mjs';
import { expect, test } from './fixtures/test';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FIGURES = ['recall1', 'recall5', 'recall10', 'mrr', 'bestF1', 'bestThreshold', 'f1AtDefault'] as const;

function run(args: readonly string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['benchmarks/run.mjs', '--no-build', ...args], { cwd: ROOT });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  return new Promise((done) => {
    child.on('close', (code) => done({ code, output }));
  });
}

test.describe('npm run benchmark', () => {
  test.slow();

  test('measures every kind of task, tells what fails, and goes on', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'benchmark-')), 'all.json');
    const { code, output } = await run(['--data', 'benchmarks/fixtures', '--json', file]);
    const results: Measured[] = JSON.parse(readFileSync(file, 'utf8'));
    const of = (task: string): Measured => results.find((result) => result.task === task)!;

    expect(output).toContain('invented_unknown         skipped: there is no way to measure a task of the kind “triplets”.');
    expect(code).toBe(1);
    expect(results.filter(({ error }) => error !== undefined)).toMatchObject([
      { task: 'invented_broken', error: 'right.csv is missing.', recall1: null, seconds: null },
    ]);
    for (const result of results.filter(({ error }) => error === undefined)) {
      expect(result.rowsPerSecond, result.task).toBeGreaterThan(0);
      expect(result.settings, result.task).toBeTruthy();
      for (const figure of FIGURES) {
        const value = result[figure];
        expect(value === null || (value >= 0 && value <= 1), `${figure} of ${result.task}: ${value}`).toBe(true);
      }
    }
    expect(of('invented_link')).toMatchObject({ kind: 'link', recall1: 1, f1AtDefault: 1, rows: 16 });
    expect(of('invented_aggregate').recall5).toBe(1);
    expect(of('invented_dedup')).toMatchObject({ kind: 'dedup', mrr: null });
    expect(of('invented_dedup').bestF1).toBeGreaterThan(0.8);
    expect(of('invented_pairs').bestF1).toBeGreaterThan(0.8);
    expect(of('invented_classify').recall1).toBeGreaterThan(0.6);
    expect(of('invented_classify_split')).toMatchObject({ kind: 'classify', rows: 20 });
  });

  test('names a task that is not there', async () => {
    const { code, output } = await run(['--data', 'benchmarks/fixtures', '--task', 'nowhere']);
    expect(output).toContain('There is no folder nowhere with task.json');
    expect(code).toBe(1);
  });
});
