import { describe, expect, it } from 'vitest';
import { askedKey, offlineNames } from './offline-list';
import { createPageShell, type ShellPlatform } from './page-shell';
import { builtPage, memoryCaches, SCOPE, serverOf } from './page-shell-fixture';

const PARTS = { 'models/small/weights.onnx': 'small', 'assets/ort-1.wasm': 'runtime' };
const FIRST = {
  'index.html': '<title>1</title>',
  'assets/index-1.js': 'one',
  'assets/lazy-1.js': 'lazy one',
  'models/small/weights.onnx': 'weights',
  'assets/ort-1.wasm': 'wasm',
};
const SECOND = {
  'index.html': '<title>2</title>',
  'assets/index-2.js': 'two',
  'models/small/weights.onnx': 'better',
  'assets/ort-1.wasm': 'wasm',
};
const first = builtPage('v1', FIRST, PARTS);
const second = builtPage('v2', SECOND, PARTS);
const names = offlineNames(SCOPE);

function platform(change: Partial<ShellPlatform> & { readonly held?: readonly string[] } = {}): ShellPlatform {
  const { held = [], ...rest } = change;
  return {
    scope: SCOPE,
    caches: memoryCaches(),
    fetch: serverOf(FIRST).fetch,
    locks: { query: async () => ({ held: held.map((name) => ({ name })), pending: [] }) as unknown as LockManagerSnapshot },
    hasSuccessor: () => false,
    ...rest,
  };
}
const get = (path: string, init?: RequestInit) => new Request(SCOPE + path, init);
const textOf = async (answer: Promise<Response> | null) => (await answer)?.text();

describe('a shell', () => {
  it('keeps the program, and models only when somebody asked for them', async () => {
    const { fetch, asked } = serverOf(FIRST);
    await createPageShell(first.list, platform({ fetch })).install();
    expect(asked.sort()).toEqual(['assets/index-1.js', 'assets/lazy-1.js', 'index.html']);
  });

  it('answers for its folder from what it kept, and leaves the rest to the browser', async () => {
    const here = platform();
    const shell = createPageShell(first.list, here);
    await shell.install();
    const gone = createPageShell(first.list, { ...here, fetch: serverOf({}).fetch });
    expect(await textOf(gone.respond(get('')))).toBe('<title>1</title>');
    expect(await textOf(gone.respond(get('index.html#/review')))).toBe('<title>1</title>');
    expect(await textOf(gone.respond(get('assets/index-1.js')))).toBe('one');
    expect(gone.respond(get('', { method: 'POST' }))).toBeNull();
    expect(gone.respond(get('index.html', { cache: 'reload' }))).toBeNull();
    expect(gone.respond(new Request('https://host.example/tools/other/index.html'))).toBeNull();
    expect(gone.respond(new Request('https://elsewhere.example/tools/rowlink/index.html'))).toBeNull();
  });

  it('lets a missing model file be a 404, and no network be an error', async () => {
    const here = platform();
    const shell = createPageShell(first.list, here);
    await shell.install();
    expect((await shell.respond(get('models/none/weights.onnx')))!.status).toBe(404);
    const cut = { ...here, fetch: () => Promise.reject(new TypeError('no network')) };
    expect((await createPageShell(first.list, cut).respond(get('models/small/weights.onnx')))!.type).toBe('error');
  });

  it('gives its policy to answers of a host that set none, and keeps what the host said', async () => {
    const own = () =>
      new Response('one', { headers: { 'content-security-policy': "default-src 'self'", 'content-encoding': 'gzip' } });
    const shell = createPageShell(first.list, platform({ fetch: serverOf(FIRST, { 'assets/index-1.js': own }).fetch }));
    await shell.install();
    const page = (await shell.respond(get('')))!;
    expect(page.headers.get('content-security-policy')).toBe("default-src 'none'");
    const script = (await shell.respond(get('assets/index-1.js')))!;
    expect(script.headers.get('content-security-policy')).toBe("default-src 'self'");
    expect(script.headers.get('content-encoding')).toBeNull();
  });

  it('is not installed in part', async () => {
    const shell = createPageShell(first.list, platform({ fetch: serverOf({ ...FIRST, 'assets/lazy-1.js': 'lazy?one' }).fetch }));
    await expect(shell.install()).rejects.toMatchObject({ code: 'offline/altered', params: { file: 'assets/lazy-1.js' } });
  });
});

describe('the next version', () => {
  async function updated(held: readonly string[] = [], hasSuccessor = false) {
    const here = platform();
    await createPageShell(first.list, here).install();
    const parts = await here.caches.open(names.parts);
    await parts.put(askedKey(SCOPE), new Response('["small","runtime"]'));
    await createPageShell(first.list, here).install();
    const { fetch, asked } = serverOf(SECOND);
    const next = createPageShell(second.list, {
      ...platform({ held, hasSuccessor: () => hasSuccessor }),
      caches: here.caches,
      fetch,
    });
    await next.install();
    return { here, next, asked };
  }

  it('fetches what is new, parts that were asked for included', async () => {
    const { asked } = await updated();
    expect(asked.sort()).toEqual(['assets/index-2.js', 'index.html', 'models/small/weights.onnx']);
  });

  it('leaves the earlier one whole while it waits', async () => {
    const { here } = await updated();
    const gone = createPageShell(first.list, { ...here, fetch: serverOf({}).fetch });
    for (const [path, content] of Object.entries(FIRST)) expect(await textOf(gone.respond(get(path)))).toBe(content);
  });

  it('is left alone by the earlier one', async () => {
    const { here } = await updated();
    await createPageShell(first.list, { ...here, hasSuccessor: () => true }).tidy();
    expect(await here.caches.has(names.shell('v2'))).toBe(true);
  });

  it('removes what no tab needs, and serves tabs of the earlier one with its files until they are gone', async () => {
    const busy = await updated([names.page('v1')]);
    await busy.next.tidy();
    expect(await textOf(busy.next.respond(get('assets/lazy-1.js')))).toBe('lazy one');
    const alone = await updated();
    await alone.next.tidy();
    expect((await alone.here.caches.keys()).sort()).toEqual([names.parts, names.shell('v2')]);
    expect((await alone.next.respond(get('assets/lazy-1.js')))!.status).toBe(404);
    const kept = (await (await alone.here.caches.open(names.parts)).keys()).map(({ url }) =>
      url.slice(SCOPE.length).replace(/=.*/u, ''),
    );
    expect(kept.sort()).toEqual(['?asked', 'assets/ort-1.wasm?sha256', 'models/small/weights.onnx?sha256']);
  });
});
