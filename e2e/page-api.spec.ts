import { readFile } from 'node:fs/promises';
import type { MatchResult } from '../src/app/page-api/contract';
import golden from './fixtures/golden-similarities.json' with { type: 'json' };
import { column, readTable } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const LEFT_CSV = 'id,name\n1,Alpha Works\n2,Beta GmbH\n3,Gamma Sarl\n';
const RIGHT_CSV = 'id,name\na,Gamma S.à r.l.\nb,Alpha Works Ltd\nc,Delta AG\nd,Beta\n';
const PAIRS = [
  [0, 1],
  [1, 3],
  [2, 0],
];

const linksOf = (result: Pick<MatchResult, 'links'>): number[][] => result.links.map(({ left, right }) => [left, right]);

test.beforeEach(async ({ page }) => {
  await new Rowlink(page).open();
  await page.evaluate(() => window.rowlink.ready);
});

test('four lines in the console do a linkage', async ({ page }) => {
  const result = await page.evaluate(async () => {
    const left = await (await fetch('/samples/companies-2023.csv')).text();
    const right = await (await fetch('/samples/companies-2024.csv')).text();
    return window.rowlink.merge(left, right, { on: ['name'], cardinality: '1:1' });
  });
  expect(result.links.length).toBeGreaterThan(40);
  expect(new Set(result.links.map(({ left }) => left)).size).toBe(result.links.length);
  expect(new Set(result.links.map(({ right }) => right)).size).toBe(result.links.length);
  expect(result.candidates).toHaveLength(680);
  for (const { rank, score, similarity } of result.candidates) {
    expect(rank).toBeGreaterThanOrEqual(1);
    expect(score).toBeGreaterThanOrEqual(0);
    expect(score).toBeLessThanOrEqual(1);
    expect(Math.abs(similarity ?? 0)).toBeLessThanOrEqual(1.0001);
  }
  expect(result.model).toMatchObject({ id: 'rowlink-small', device: 'wasm' });
  expect(result.model.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(Object.keys(result.timings).sort()).toEqual(['embed', 'link', 'parse', 'score', 'search', 'total']);
  expect(await page.evaluate(() => window.rowlink.version)).toMatch(/^\d+\.\d+\.\d+/);
});

test('a match whose vectors are all kept loads no model and starts no worker for one', async ({ page }) => {
  const seen: string[] = [];
  page.on('request', (request) => void seen.push(new URL(request.url()).pathname));
  const merge = () =>
    page.evaluate(
      async ([left, right]) => {
        const { candidates, links, model } = await window.rowlink.merge(left, right, { on: ['name'] });
        return { candidates, links, id: model.id, device: model.device };
      },
      [LEFT_CSV, RIGHT_CSV] as const,
    );
  const first = await merge();
  expect(seen.some((path) => path.endsWith('.onnx'))).toBe(true);
  seen.length = 0;
  expect(await merge()).toEqual(first);
  expect(seen.filter((path) => /models|embed|ort/u.test(path)).map((path) => path.split('/').at(-1))).toEqual(['manifest.json']);
});

test('text, file, columns with rows, and records are the same table', async ({ page }) => {
  const results = await page.evaluate(
    async ([left, right]) => {
      const rows = (csv: string): string[][] =>
        csv
          .trim()
          .split('\n')
          .slice(1)
          .map((line) => line.split(','));
      const inputs = [
        [left, right],
        [new File([left], 'left.csv'), new Blob([right])],
        [
          { columns: ['id', 'name'], rows: rows(left) },
          { columns: ['id', 'name'], rows: rows(right) },
        ],
        [rows(left).map(([id, name]) => ({ id: Number(id), name })), rows(right).map(([id, name]) => ({ id, name, none: null }))],
      ] as const;
      return Promise.all(
        inputs.map(([a, b]) => window.rowlink.merge(a as string, b as string, { on: ['name'], cardinality: '1:1' })),
      );
    },
    [LEFT_CSV, RIGHT_CSV] as const,
  );
  for (const result of results) {
    expect(linksOf(result)).toEqual(PAIRS);
    expect(result.candidates).toEqual(results[0]!.candidates);
  }
});

test('the page finds what the page API finds', async ({ page }) => {
  const app = new Rowlink(page);
  const result = await page.evaluate(async () => {
    const [left, right] = await Promise.all(
      ['2023', '2024'].map(async (year) => (await fetch(`/samples/companies-${year}.csv`)).text()),
    );
    return window.rowlink.merge(left!, right!, { cardinality: '1:1' });
  });
  await app.loadSamples();
  await app.match();
  await app.goTo('Export');
  const { name, bytes } = await app.save('Crosswalk');
  const table = await readTable(name, bytes);
  const rights = column(table, 'right_row');
  expect(column(table, 'left_row').map((left, row) => [Number(left) - 1, Number(rights[row]) - 1])).toEqual(linksOf(result));
});

test('every kind of merge', async ({ page }) => {
  const found = await page.evaluate(
    async ([left, right]) => {
      const { rowlink } = window;
      const on = ['name'];
      return {
        knn: await rowlink.mergeKnn(left, right, { on, k: 2 }),
        many: await rowlink.mergeKnn(left, right, { on, k: 99 }),
        range: await rowlink.mergeRange(left, right, { on, threshold: 0.5 }),
        all: await rowlink.mergeRange(left, right, { on, threshold: 0 }),
        aggregate: await rowlink.aggregateRows([{ name: 'Beta' }, { name: 'Beta GmbH' }, { name: 'Alpha' }], right, {
          on,
          threshold: null,
        }),
        none: await rowlink.merge(left, right, { on, threshold: 1 }),
        lexical: await rowlink.merge(left, right, { on, score: 'lexical', cardinality: '1:1' }),
        dense: await rowlink.merge(left, right, { on, score: 'dense', cardinality: '1:1' }),
        names: await rowlink.merge(left, right, { leftOn: ['name'], rightOn: ['name'], k: 1 }),
      };
    },
    [LEFT_CSV, RIGHT_CSV] as const,
  );
  expect(found.knn.candidates.map(({ left, rank }) => [left, rank])).toEqual([
    [0, 1],
    [0, 2],
    [1, 1],
    [1, 2],
    [2, 1],
    [2, 2],
  ]);
  expect(found.many.candidates).toHaveLength(12);
  expect(found.range.candidates.every(({ score }) => score >= 0.5)).toBe(true);
  expect(found.range.candidates.map(({ left, right }) => [left, right])).toEqual(PAIRS);
  expect(found.all.candidates).toHaveLength(12);
  expect(linksOf(found.aggregate)).toEqual([
    [0, 3],
    [1, 3],
    [2, 1],
  ]);
  expect(found.none.links).toEqual([]);
  expect(found.lexical.model).toMatchObject({ device: 'none' });
  expect(found.lexical.candidates.every(({ similarity }) => similarity === null)).toBe(true);
  for (const result of [found.lexical, found.dense, found.names]) expect(linksOf(result)).toEqual(PAIRS);
  expect(found.names.settings).toMatchObject({ cardinality: 'm:1', k: 1, leftOn: ['name'] });
});

test('vectors agree with a native runtime, have unit length, and are the same from the cache', async ({ page }) => {
  const { texts, similarities } = golden;
  const { alone, together, cached, dimensions } = await page.evaluate(async (list) => {
    const embed = async (some: string[], cache: boolean) => (await window.rowlink.embed(some, { cache })).data;
    const vectors: Float32Array[] = [];
    for (const text of list) vectors.push(await embed([text], false));
    const first = await window.rowlink.embed([...list, '', list[0]!]);
    return {
      alone: vectors.map((vector) => [...vector]),
      together: [...first.data],
      cached: [...(await embed([list[2]!], true))],
      dimensions: first.dimensions,
    };
  }, texts);
  const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, at) => sum + value * b[at]!, 0);
  const rows = Array.from({ length: texts.length + 2 }, (_, at) => together.slice(at * dimensions, (at + 1) * dimensions));
  expect(dimensions).toBe(384);
  for (const [i, row] of similarities.entries()) {
    for (const [j, similarity] of row.entries()) {
      // Theirs are of the same 8-bit weights in floating point; here activations are rounded to 7 bits.
      expect(Math.abs(dot(alone[i]!, alone[j]!) - similarity), `${texts[i]} and ${texts[j]}`).toBeLessThan(0.025);
    }
    expect(rows[i], texts[i]).toEqual(alone[i]);
  }
  expect(rows[texts.length]!.every((value) => value === 0)).toBe(true);
  expect(rows[texts.length + 1]).toEqual(rows[0]);
  expect(cached).toEqual(rows[2]);
});

test('errors have a code and whole sentences', async ({ page, watch }) => {
  watch.expectErrors(/404/);
  const failures = await page.evaluate(
    async ([left, right]) => {
      const { rowlink } = window;
      const stopped = new AbortController();
      const attempts = [
        () => rowlink.merge(left, right, { on: ['nope'] }),
        () => rowlink.merge(left, right, { on: ['name'], threshold: 3 }),
        () => rowlink.merge('', right),
        () => rowlink.merge(null as never, right),
        () => rowlink.merge('name\n', right),
        () => rowlink.merge('a,b\n ,1\n', right, { leftOn: ['a'], rightOn: ['name'] }),
        () => rowlink.merge(left, right, { on: ['name'], model: 'absent' }),
        () => rowlink.embed(7 as never),
        () => rowlink.merge(left, right, { on: ['name'], signal: AbortSignal.abort() }),
        () => {
          const run = rowlink.merge(left, right, { on: ['name'], cache: false, signal: stopped.signal });
          setTimeout(() => stopped.abort(), 50);
          return run;
        },
      ];
      return Promise.all(
        attempts.map((attempt) =>
          attempt().then(
            () => ['no error', '', ''],
            (error) => [error.code, error.message, error.name],
          ),
        ),
      );
    },
    [LEFT_CSV, RIGHT_CSV] as const,
  );
  expect(failures.map(([code]) => code)).toEqual([
    'input/unknown-column',
    'input/invalid-option',
    'file/empty',
    'input/invalid-table',
    'file/no-rows',
    'input/column-empty',
    'model/unknown',
    'input/invalid-table',
    'job/cancelled',
    'job/cancelled',
  ]);
  expect(failures[0]![1]).toContain('There is no column “nope”.');
  for (const [, message, name] of failures) {
    expect(message).not.toContain('{{');
    expect(name).toBe('AppError');
  }
});

test('a result is opened for review, and saved as a file', async ({ page }) => {
  const app = new Rowlink(page);
  const download = page.waitForEvent('download');
  await page.evaluate(
    async ([left, right]) => {
      const { rowlink } = window;
      const result = await rowlink.merge(left, right, { on: ['name'], cardinality: '1:1' });
      await rowlink.download(result, 'joined.csv');
      rowlink.open(result);
    },
    [LEFT_CSV, RIGHT_CSV] as const,
  );
  const file = await download;
  expect(file.suggestedFilename()).toBe('joined.csv');
  const joined = await readTable('joined.csv', await readFile(await file.path()));
  expect([column(joined, 'id_x'), column(joined, 'id_y')]).toEqual([
    ['1', '2', '3'],
    ['b', 'd', 'a'],
  ]);
  await page.waitForURL(/#\/review/);
  await app.expectCurrent(1);
  await page.keyboard.press('a');
  await app.expectStatus(1, 'Accepted');
  await app.expectSaved();
  await page.reload();
  await app.expectStatus(1, 'Accepted');
});

test('progress is told', async ({ page }) => {
  const stages = await page.evaluate(
    async ([left, right]) => {
      const seen: string[] = [];
      await window.rowlink.merge(left, right, { on: ['name'], cache: false, onProgress: ({ stage }) => seen.push(stage) });
      return [...new Set(seen)];
    },
    [LEFT_CSV, RIGHT_CSV] as const,
  );
  expect(stages).toEqual(expect.arrayContaining(['parsing', 'loading-model', 'embedding', 'searching']));
});

test('without the connected edition, what needs a language model says which edition can', async ({ page }) => {
  const errors = await page.evaluate(async (left) => {
    const { transformRows, mergeKJudge, useEndpoint, merge } = window.rowlink;
    const told = (work: Promise<unknown>) =>
      work.then(
        () => null,
        ({ code, message }: { code: string; message: string }) => ({ code, message }),
      );
    return Promise.all([
      told(transformRows(left, { on: 'name' })),
      told(mergeKJudge(left, left, { on: ['name'] })),
      told(useEndpoint({ address: 'http://localhost:11434/v1' })),
      told(merge(left, left, { on: ['name'], model: 'endpoint' })),
    ]);
  }, LEFT_CSV);
  for (const error of errors) {
    expect(error?.code).toBe('llm/not-here');
    expect(error?.message).toContain('build:connected');
  }
});
