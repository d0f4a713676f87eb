import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HubPlatform } from '../../adapters/hub-requests';
import { breakOff, COMMIT, type HubServer, startHub } from '../../adapters/hub-server-fixture';
import { AppError } from '../../core/model/errors';
import type { ModelManifest } from '../../core/models/model-manifest';
import { createHubDesk, type HubDesk, type HubDeskNeeds, type OwnModel } from './hub';

const FOLDER = new URL('../../../e2e/fixtures/models/tiny-bert/', import.meta.url);
const WEIGHTS = 'onnx/model.onnx';
const NEEDED = [
  'README.md',
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'modules.json',
  'config_sentence_transformers.json',
  'sentence_bert_config.json',
  '1_Pooling/config.json',
  WEIGHTS,
];
const FILES = new Map([
  ...NEEDED.map((path) => [path, readFileSync(new URL(path, FOLDER))] as const),
  ['pytorch_model.bin', Buffer.alloc(300_000)] as const,
]);
const NAME = 'lab/tiny-bert';

let server: HubServer;
let desk: HubDesk;
let taken: Record<string, Blob>;
let room: number;
let adding: HubDeskNeeds['add'];
beforeEach(async () => {
  server = await startHub(NAME, FILES);
  room = Number.POSITIVE_INFINITY;
  taken = {};
  adding = async (files, from) => {
    taken = { ...files };
    const model: OwnModel = { id: 'm@0', manifest: {} as ModelManifest, from, addedAt: '', bytes: 1, isKept: true };
    return { model, isNew: true, notKept: null };
  };
  const platform: HubPlatform = {
    fetch: (...request) => fetch(...request),
    clock: () => performance.now(),
    now: () => Date.now(),
    chance: () => 0,
    async wait(_ms, signal) {
      if (signal.aborted) throw new AppError('job/cancelled');
    },
    note: () => () => {},
    wasForbidden: async () => false,
  };
  desk = createHubDesk({ platform, room: async () => room, add: (...given) => adding(...given) });
});
afterEach(() => server.stop());

const from = () => ({ hub: server.hub, repository: NAME, revision: null });
const filesAsked = () => server.asked.filter(({ path }) => !path.startsWith('/api')).length;
const status = () => desk.state().status;
const failure = () => {
  const state = desk.state();
  return state.status === 'failed' ? state : null;
};

describe('a model from a hub', () => {
  it('is described first, fetched after the opt-in, checked, and handed on with where it is from', async () => {
    server.describe({ cardData: { license: 'mit' } });
    await desk.ask(from());
    const state = desk.state();
    if (state.status !== 'offered') throw new Error(state.status);
    const { offer } = state;
    expect(offer.files.map(({ path }) => path).sort()).toEqual([...NEEDED].sort());
    expect(offer.bytes).toBe(NEEDED.reduce((sum, path) => sum + FILES.get(path)!.byteLength, 0));
    expect(offer.info.licence).toBe('mit');
    expect(filesAsked()).toBe(0);

    const seen = new Set<string>();
    desk.subscribe(() => seen.add(status()));
    await desk.fetch();
    expect([...seen]).toEqual(['fetching', 'added']);
    const end = desk.state();
    if (end.status !== 'added') throw new Error(end.status);
    expect(end.added.model.from).toEqual({
      kind: 'hub',
      name: NAME,
      address: `${server.hub}/${NAME}`,
      revision: COMMIT,
      licence: 'mit',
    });
    expect(end.hosts).toContain(new URL(server.hub).host);
    for (const path of NEEDED) expect(FILES.get(path)!.equals(Buffer.from(await taken[path]!.arrayBuffer())), path).toBe(true);
  });

  it('that broke off goes on with what is missing', async () => {
    await desk.ask(from());
    server.faults.push((path, _request, response) => {
      if (!path.endsWith(WEIGHTS)) return false;
      breakOff(FILES.get(WEIGHTS)!, 30_000, response);
      return true;
    });
    await desk.fetch();
    expect(failure()?.error.code).toBe('hub/incomplete');
    expect(failure()!.kept).toBeGreaterThan(30_000);
    expect(taken).toEqual({});
    server.faults.length = 0;
    server.asked.length = 0;
    await desk.fetch();
    expect(status()).toBe('added');
    expect(server.asked.filter(({ path }) => path.endsWith(WEIGHTS))[0]!.range).toMatch(/^bytes=\d+-$/);
    expect(server.asked.some(({ path }) => path.endsWith('config.json') && path.includes('resolve'))).toBe(false);
  });

  it('that is cancelled is offered again', async () => {
    await desk.ask(from());
    server.faults.push((path) => {
      if (path.endsWith(WEIGHTS)) desk.cancel();
      return false;
    });
    await desk.fetch();
    const state = desk.state();
    expect(state.status === 'offered' && state.kept > 0).toBe(true);
    server.faults.length = 0;
    await desk.fetch();
    expect(status()).toBe('added');
  });

  it('for which there is no room is not begun; one that does not fit in the end is not fetched again', async () => {
    await desk.ask(from());
    room = 1000;
    await desk.fetch();
    expect(failure()?.error.code).toBe('hub/full');
    expect(filesAsked()).toBe(0);

    room = Number.POSITIVE_INFINITY;
    const add = adding;
    adding = async () => {
      throw new DOMException('', 'QuotaExceededError');
    };
    await desk.fetch();
    expect(failure()?.error).toMatchObject({ code: 'hub/full', params: { size: expect.any(Number) } });
    const asked = filesAsked();
    adding = add;
    await desk.fetch();
    expect(status()).toBe('added');
    expect(filesAsked()).toBe(asked);
  });

  it('that does not come to be one leaves nothing behind, with words of its own', async () => {
    await desk.ask(from());
    adding = async () => {
      throw new AppError('model/useless-vectors');
    };
    await desk.fetch();
    expect(failure()?.error.code).toBe('model/useless-vectors');
    desk.leave();
    expect(desk.state()).toEqual({ status: 'idle' });
  });
});

describe('a repository that cannot be used', () => {
  const without = async (left: (path: string) => boolean) => {
    await server.stop();
    server = await startHub(NAME, new Map([...FILES].filter(([path]) => !left(path))));
    await desk.ask(from());
    return failure()!;
  };

  it('names where the same model may be as ONNX', async () => {
    const { error, conversions } = await without((path) => path.endsWith('.onnx'));
    expect(error.code).toBe('hub/no-onnx');
    expect(conversions).toContain('Xenova/tiny-bert');
  });

  it('names the file that is missing', async () => {
    const { error } = await without((path) => path === 'tokenizer.json');
    expect(error).toMatchObject({ code: 'hub/missing-file', params: { repository: NAME, file: 'tokenizer.json' } });
  });

  it('is asked about again with the token that was entered since, and with that of no other hub', async () => {
    server.faults.push((_path, _request, response) => {
      response.writeHead(403, { 'x-error-code': 'GatedRepo' }).end();
      return true;
    });
    await desk.ask(from());
    expect(failure()?.error.code).toBe('hub/gated');
    server.faults.length = 0;
    server.asked.length = 0;
    desk.setToken('https://other.example', 'hf_other');
    desk.setToken(server.hub, ' hf_secret ');
    await desk.askAgain();
    expect(status()).toBe('offered');
    expect(server.asked.every(({ authorization }) => authorization === 'Bearer hf_secret')).toBe(true);
  });

  it('is not offered when the hub has taken it down', async () => {
    server.describe({ disabled: true });
    await desk.ask(from());
    expect(failure()?.error.code).toBe('hub/refused');
  });
});
