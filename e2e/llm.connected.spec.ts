import { type LlmServer, startLlmServer, tidied } from './fixtures/llm-server';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const KEY = 'sk-only-in-memory';
const LEFT = {
  columns: ['id', 'name', 'secret'],
  rows: [
    ['1', 'aCME  ltd', 's1'],
    ['2', 'zenith  GmbH', 's2'],
    ['3', '', 's3'],
    ['4', 'aCME  ltd', 's4'],
  ],
};
const RIGHT = {
  columns: ['id', 'name', 'secret'],
  rows: [
    ['a', 'Acme Ltd', 't1'],
    ['b', 'Zenith', 't2'],
    ['c', 'Other plc', 't3'],
  ],
};

let server: LlmServer;
test.beforeAll(async () => {
  server = await startLlmServer({ key: KEY });
});
test.afterAll(() => server.close());

test('scripts have rows rewritten, judged and embedded by an endpoint, and nothing is sent without leave', async ({
  page,
  watch,
}) => {
  watch.expectReached(server.origin);
  // What the imitation answers with a failing status.
  watch.expectErrors(/Failed to load resource/);
  const app = new Rowlink(page);
  await app.open();
  const call = <T>(script: (input: { left: typeof LEFT; right: typeof RIGHT; base: string; key: string }) => Promise<T>) =>
    page.evaluate(script, { left: LEFT, right: RIGHT, base: server.base, key: KEY });

  const refused = await call(async ({ left, base, key }) => {
    const codeOf = (work: Promise<unknown>) =>
      work.then(
        () => 'done',
        (error) => error.code,
      );
    const codes = [
      await codeOf(window.rowlink.transformRows(left, { on: 'name' })),
      await codeOf(window.rowlink.useEndpoint({ address: 'https://api.example.org/v1', key })),
      await codeOf(window.rowlink.useEndpoint({ address: `${base}?key=${key}` })),
    ];
    await window.rowlink.useEndpoint({ address: base, key, model: 'imitation', embeddingModel: 'imitation-vectors' });
    await window.rowlink.consent({ columns: 'id' });
    codes.push(await codeOf(window.rowlink.transformRows(left, { on: 'name' })));
    codes.push(await codeOf(window.rowlink.mergeKJudge(left, left, { on: ['name'] })));
    codes.push(await codeOf(window.rowlink.embed(['a'], { model: 'endpoint' })));
    return codes;
  });
  expect(refused).toEqual([
    'llm/no-endpoint',
    'llm/not-allowed',
    'llm/bad-address',
    'llm/no-consent',
    'llm/no-consent',
    'llm/no-consent',
  ]);
  expect(server.requests).toHaveLength(0);

  server.faults.push({ kind: 'missing' }, { kind: 'status', status: 500 });
  const made = await call(async ({ left }) => {
    const dry = await window.rowlink.transformRows(left, { on: 'name', dryRun: true });
    await window.rowlink.consent({ columns: ['name'] });
    const first = await window.rowlink.transformRows(left, { on: 'name', outputColumn: 'clean' });
    const again = await window.rowlink.transformRows(left, { on: 'name', outputColumn: 'clean' });
    return { dry, first, again };
  });
  // Two rows are equal and one has no text.
  expect(made.dry.plan).toMatchObject({ count: 4, distinct: 2, known: 0, requests: 1 });
  expect(made.dry.plan!.firstRequest).toContain('aCME');
  expect(made.dry.plan!.firstRequest).not.toContain('s1');
  expect(made.first.columns).toEqual(['id', 'name', 'secret', 'clean']);
  expect(made.first.rows.map((row) => row[3])).toEqual([tidied(['acme ltd']), tidied(['zenith gmbh']), '', tidied(['acme ltd'])]);
  expect(made.first.unanswered).toEqual([2]);
  expect(made.first.usage.requests).toBe(3);
  expect(made.again.rows).toEqual(made.first.rows);
  expect(made.again.usage.requests).toBe(0);

  const judged = await call(({ left, right }) =>
    window.rowlink.mergeKJudge(left, right, { on: ['name'], k: 2, model: 'rowlink-instant' }),
  );
  expect(judged.judged.length).toBe(6);
  const best = judged.judged.find(({ left, right }) => left === 0 && right === 0)!;
  expect(best).toMatchObject({ rank: 1, is_match: true, confidence: 1, reason: '2 words in common' });
  expect(judged.judged.filter(({ is_match: isMatch }) => isMatch).map(({ left, right }) => [left, right])).toEqual([
    [0, 0],
    [1, 1],
    [3, 0],
  ]);

  const matched = await call(async ({ left, right }) => {
    const first = await window.rowlink.merge(left, right, { on: ['name'], score: 'dense', model: 'endpoint' });
    const again = await window.rowlink.merge(left, right, { on: ['name'], score: 'dense', model: 'endpoint' });
    await window.rowlink.consent({ columns: 'texts' });
    const { data, dimensions } = await window.rowlink.embed(['acme', 'acme ltd'], { model: 'endpoint' });
    return {
      best: first.candidates.filter(({ rank }) => rank === 1),
      again: again.candidates.length,
      first: first.candidates.length,
      model: first.model,
      data: Array.from(data),
      dimensions,
    };
  });
  expect(matched.best.map(({ left, right }) => [left, right])).toEqual([
    [0, 0],
    [1, 1],
    [3, 0],
  ]);
  expect(matched.again).toBe(matched.first);
  expect(matched.model.id).toBe(`endpoint:${server.base}#imitation-vectors`);
  expect(matched.dimensions).toBe(48);
  expect(Math.hypot(...matched.data.slice(0, 48))).toBeCloseTo(1, 5);

  // One request for each of: vectors of the match, vectors of the list. The second match finds all in the cache.
  expect(server.requests.filter(({ path }) => path === '/v1/embeddings')).toHaveLength(2);
  const sent = JSON.stringify(server.requests.map(({ body }) => body));
  expect(sent).not.toMatch(/"s\d"|"t\d"/);
  expect(sent).not.toContain(KEY);
  expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]))).not.toContain(
    KEY,
  );

  // After a reload the key and the leave are gone, the answers are not.
  await page.reload();
  const after = await call(async ({ left, base }) => {
    await window.rowlink.useEndpoint({ address: base, model: 'imitation' });
    const dry = await window.rowlink.transformRows(left, { on: 'name', dryRun: true });
    const code = await window.rowlink.transformRows(left, { on: 'name' }).then(
      () => 'done',
      (error) => error.code,
    );
    await window.rowlink.consent({ columns: ['name'] });
    const wrong = await window.rowlink.transformRows(left, { on: 'name', prompt: 'Another.' }).then(
      () => 'done',
      (error) => error,
    );
    return { known: dry.plan!.known, code, wrong: { code: wrong.code, message: wrong.message } };
  });
  expect(after).toMatchObject({ known: 2, code: 'llm/no-consent', wrong: { code: 'llm/wrong-key' } });
  expect(after.wrong.message).toContain(server.origin);
});
