import { describe, expect, it } from 'vitest';
import { createKeptParts } from './kept-parts';
import { entryKey, offlineNames } from './offline-list';
import { createPageShell } from './page-shell';
import { builtPage, memoryCaches, SCOPE, serverOf } from './page-shell-fixture';

const PARTS = { 'models/small/weights.onnx': 'small', 'models/small/tokenizer.json': 'small', 'assets/ort.wasm': 'runtime' };
const CONTENTS = {
  'index.html': '<title>1</title>',
  'models/small/tokenizer.json': '{"pieces":[]}',
  'models/small/weights.onnx': 'weights of the model',
  'assets/ort.wasm': 'wasm',
};
const { list } = builtPage('v1', CONTENTS, PARTS);
const WEIGHTS = 'models/small/weights.onnx';
const still = () => ({ signal: new AbortController().signal, onProgress: () => {} });

async function installed(most?: number) {
  const caches = memoryCaches(most);
  const locks = { query: async () => ({}) as LockManagerSnapshot };
  await createPageShell(list, {
    scope: SCOPE,
    caches,
    fetch: serverOf(CONTENTS).fetch,
    locks,
    hasSuccessor: () => false,
  }).install();
  return caches;
}
const partsOf = (caches: CacheStorage, fetch: typeof globalThis.fetch, room = Number.POSITIVE_INFINITY) =>
  createKeptParts(list, { scope: SCOPE, caches, fetch, room: async () => room });

describe('parts that are kept on demand', () => {
  it('are counted, fetched with progress in bytes, checked, and removed again', async () => {
    const caches = await installed();
    const kept = partsOf(caches, serverOf(CONTENTS).fetch);
    expect(await kept.survey()).toEqual([
      { id: 'shell', bytes: 16, keptBytes: 16, isAsked: false },
      { id: 'small', bytes: 33, keptBytes: 0, isAsked: false },
      { id: 'runtime', bytes: 4, keptBytes: 0, isAsked: false },
    ]);
    const told: number[] = [];
    await kept.keep(['small'], { signal: still().signal, onProgress: (done, total) => told.push(done / total) });
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
    expect((await kept.survey())[1]).toEqual({ id: 'small', bytes: 33, keptBytes: 33, isAsked: true });
    expect(await kept.check(still())).toEqual([]);
    await kept.remove();
    expect((await kept.survey())[1]).toEqual({ id: 'small', bytes: 33, keptBytes: 0, isAsked: false });
  });

  const html = () => new Response('<h1>Sign in</h1>', { headers: { 'content-type': 'text/html; charset=utf-8' } });
  it.each([
    ['a page in its place', html, { code: 'offline/page-instead', params: { file: WEIGHTS } }],
    ['nothing', () => new Response('', { status: 404 }), { code: 'offline/not-served', params: { file: WEIGHTS, status: 404 } }],
    ['half of it', () => new Response('weights of'), { code: 'offline/incomplete' }],
    ['another file of its size', () => new Response('weights of the m0del'), { code: 'offline/altered' }],
    ['a longer file', () => new Response('weights of the model!'), { code: 'offline/altered' }],
    ['no answer', () => Promise.reject(new TypeError('no network')) as never, { code: 'offline/unreachable' }],
    ['a broken connection', () => brokenAfter('weights'), { code: 'offline/incomplete' }],
  ])('are refused where the server gives %s, and what came before stays', async (_what, answer, error) => {
    const caches = await installed();
    const { fetch } = serverOf(CONTENTS, { [WEIGHTS]: answer });
    await expect(partsOf(caches, fetch).keep(['small'], still())).rejects.toMatchObject(error);
    const after = (await partsOf(caches, fetch).survey())[1];
    expect(after).toEqual({ id: 'small', bytes: 33, keptBytes: 13, isAsked: false });
    const again = serverOf(CONTENTS);
    await partsOf(caches, again.fetch).keep(['small'], still());
    expect(again.asked).toEqual([WEIGHTS]);
  });

  it('say that the disk is full', async () => {
    const caches = await installed(40);
    const kept = partsOf(caches, serverOf(CONTENTS).fetch);
    await expect(kept.keep(['small'], still())).rejects.toMatchObject({ code: 'offline/full', params: { file: WEIGHTS } });
    expect((await kept.survey())[1]!.keptBytes).toBe(13);
  });

  it('are not begun with where the browser says that there is no room', async () => {
    const { fetch, asked } = serverOf(CONTENTS);
    const kept = partsOf(await installed(), fetch, 32);
    await expect(kept.keep(['small'], still())).rejects.toMatchObject({ code: 'offline/full' });
    expect(asked).toEqual([]);
  });

  it('are found out when they went bad, and removed', async () => {
    const caches = await installed();
    const kept = partsOf(caches, serverOf(CONTENTS).fetch);
    await kept.keep(['small', 'runtime'], still());
    const file = list.files.find(({ path }) => path === WEIGHTS)!;
    await (await caches.open(offlineNames(SCOPE).parts)).put(entryKey(SCOPE, file), new Response('weights of the m0del'));
    expect(await kept.check(still())).toEqual([WEIGHTS]);
    expect((await kept.survey())[1]).toEqual({ id: 'small', bytes: 33, keptBytes: 13, isAsked: true });
  });

  it('are left as they are when it is cancelled', async () => {
    const caches = await installed();
    const signal = AbortSignal.abort();
    const kept = partsOf(caches, serverOf(CONTENTS).fetch);
    await expect(kept.keep(['small'], { signal, onProgress: () => {} })).rejects.toMatchObject({ code: 'job/cancelled' });
  });
});

function brokenAfter(start: string): Response {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(start));
      queueMicrotask(() => controller.error(new TypeError('reset')));
    },
  });
  return new Response(body);
}
