import { afterEach, describe, expect, it } from 'vitest';
import { type Fault, type LlmServer, type LlmServerOptions, startLlmServer, tidied } from '../../../e2e/fixtures/llm-server';
import { type AnswerStore, askAll, recallAnswers } from '../../core/llm/ask-all';
import { dataText } from '../../core/llm/data-text';
import { runKey } from '../../core/llm/questions';
import { transformAsked } from '../../core/llm/transform';
import type { AppError } from '../../core/model/errors';
import { createLlmClient, type LlmClient } from './llm-client';

const NO_ANSWERS: AnswerStore = { find: async () => {}, keep: async () => {} };
const KEY = 'sk-very-secret';
const ASKED = transformAsked({ instructions: 'Tidy up.', into: ['clean'] });
const SENT = { purpose: 'rows', rows: 1, columns: ['name'] } as const;

interface Bench {
  readonly server: LlmServer;
  readonly client: LlmClient;
  readonly waits: number[];
  readonly counts: Record<string, number>;
  readonly noted: { readonly address: string; readonly status: number | null }[];
}

const open: LlmServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function bench(
  options: LlmServerOptions = {},
  faults: readonly Fault[] = [],
  key: string | null = options.key ?? null,
): Promise<Bench> {
  const server = await startLlmServer(options);
  open.push(server);
  server.faults.push(...faults);
  const waits: number[] = [];
  const counts: Record<string, number> = {};
  const noted: { address: string; status: number | null }[] = [];
  let clock = 0;
  const client = createLlmClient({
    base: server.base,
    origin: server.origin,
    key: () => key,
    requestsAtOnce: () => 3,
    note:
      ({ address }) =>
      (status) =>
        void noted.push({ address, status }),
    onHeld: () => {},
    onCount(count) {
      for (const [name, value] of Object.entries(count)) counts[name] = (counts[name] ?? 0) + value;
    },
    fetch,
    now: () => clock,
    chance: () => 1,
    // Waits are written down, and time goes by at once.
    async sleep(ms, signal) {
      signal.throwIfAborted();
      waits.push(ms);
      clock += ms;
      await new Promise((done) => setTimeout(done, 0));
    },
    timeoutMs: 400,
  });
  return { server, client, waits, counts, noted };
}

const signal = new AbortController().signal;
const rows = (count: number): string[] => Array.from({ length: count }, (_, at) => dataText({ name: `  aCME   nr ${at} ` }));
const expected = (count: number): string[][] => Array.from({ length: count }, (_, at) => [tidied([`acme nr ${at}`])]);

async function ask(
  { client, server }: Pick<Bench, 'client' | 'server'>,
  texts: readonly string[],
  store: AnswerStore = NO_ANSWERS,
  stop: AbortSignal = signal,
) {
  const run = runKey(server.base, 'imitation', ASKED);
  const known = await recallAnswers<readonly string[]>(store, run, texts, () => null);
  const answers = new Map(known);
  const unanswered = new Map<number, string>();
  await askAll({
    asked: ASKED,
    run,
    model: 'imitation',
    origin: server.origin,
    texts,
    known,
    limits: { most: 8, contextTokens: 8192 },
    requestsAtOnce: 3,
    store,
    signal: stop,
    chat: (question, count, inner) => client.chat('imitation', question, { ...SENT, rows: count }, inner),
    mayGoOn: async () => {},
    onAnswers: (fresh) => {
      for (const [number, answer] of fresh) answers.set(number, answer);
    },
    onUnanswered: (numbers, reason) => {
      for (const number of numbers) unanswered.set(number, reason);
    },
  });
  return { answers: texts.map((_, at) => answers.get(at) ?? null), unanswered, known: known.size };
}

function memoryStore(): AnswerStore & { readonly size: () => number } {
  const kept = new Map<string, unknown>();
  return {
    size: () => kept.size,
    async find(run, keys, take) {
      for (const [at, key] of keys.entries()) if (kept.has(run + key)) take(at, kept.get(run + key));
    },
    async keep(run, answers) {
      for (const [key, answer] of answers) kept.set(run + key, answer);
    },
  };
}

describe('asking all rows', () => {
  it('asks several a request, and no row twice', async () => {
    const made = await bench(
      {},
      Array.from({ length: 7 }, () => ({ kind: 'slow', ms: 40 }) as const),
    );
    const { answers, unanswered } = await ask(made, rows(50));
    expect(answers).toEqual(expected(50));
    expect(unanswered.size).toBe(0);
    expect(made.server.requests).toHaveLength(7);
    expect(made.server.asked()).toBe(50);
    expect(made.server.mostAtOnce()).toBeGreaterThan(1);
    expect(made.server.mostAtOnce()).toBeLessThanOrEqual(3);
    expect(made.counts.inputTokens).toBeGreaterThan(100);
    const { body } = made.server.requests[0]!;
    expect(body).toMatchObject({ temperature: 0, seed: 1, stream: false, response_format: { type: 'json_schema' } });
  });

  it.each<Fault['kind']>(['missing', 'doubled', 'extra', 'reordered', 'fenced', 'prose', 'cut', 'stream', 'broken-envelope'])(
    'gets every row right where answers are %s',
    async (kind) => {
      const made = await bench({}, [{ kind }, { kind }] as Fault[]);
      const { answers, unanswered } = await ask(made, rows(20));
      expect(answers).toEqual(expected(20));
      expect(unanswered.size).toBe(0);
      expect(made.server.faults).toHaveLength(0);
    },
  );

  it('asks only what is missing again', async () => {
    const made = await bench({}, [{ kind: 'missing' }]);
    await ask(made, rows(8));
    expect(made.server.asked()).toBe(8 + 1);
  });

  it('waits as long as the server asks, all requests together', async () => {
    const made = await bench({}, [{ kind: 'busy', retryAfter: '7' }]);
    expect((await ask(made, rows(30))).answers).toEqual(expected(30));
    expect(Math.max(...made.waits)).toBe(7000);
    expect(made.counts.retries).toBe(1);
  });

  it.each<readonly [string, readonly Fault[]]>([
    [
      '500 and 502',
      [
        { kind: 'status', status: 500 },
        { kind: 'status', status: 502 },
      ],
    ],
    [
      'errors that come as a success',
      [
        { kind: 'error-inside', status: 502 },
        { kind: 'error-inside', status: 429 },
      ],
    ],
    ['a connection that ends', [{ kind: 'hang-up', isMidBody: true }, { kind: 'hang-up' }]],
  ])('tries again after %s', async (_name, faults) => {
    const made = await bench();
    await ask(made, rows(1));
    made.server.faults.push(...faults);
    expect((await ask(made, rows(9))).answers).toEqual(expected(9));
    expect(made.counts.retries).toBe(2);
    expect(made.waits.every((ms) => ms > 0)).toBe(true);
  });

  it('asks fewer rows at once of a server that is too slow, or whose context is too small', async () => {
    const slow = await bench({}, [{ kind: 'slow', ms: 900 }]);
    expect((await ask(slow, rows(8))).answers).toEqual(expected(8));
    expect(slow.server.requests.length).toBeGreaterThan(2);
    const small = await bench({ context: 200 });
    const { answers } = await ask(small, [...rows(12), dataText({ name: 'x'.repeat(500) })]);
    expect(answers.slice(0, 12)).toEqual(expected(12));
    expect(answers[12]).toBeNull();
  });

  it('leaves a row without an answer and does the rest', async () => {
    const made = await bench({ silentOn: 'nr 3 ' });
    const { answers, unanswered } = await ask(made, rows(9));
    expect(answers.filter((answer) => answer === null)).toHaveLength(1);
    expect(unanswered).toEqual(new Map([[3, 'no-answer']]));
  });

  it('withheld answers are told apart', async () => {
    const made = await bench({}, [{ kind: 'filtered' }]);
    const { answers, unanswered } = await ask(made, rows(1));
    expect(answers).toEqual([null]);
    expect([...unanswered.values()]).toEqual(['filtered']);
  });

  it('goes on where it stopped, without asking again', async () => {
    const store = memoryStore();
    const made = await bench();
    const stop = new AbortController();
    const broken = ask(
      {
        ...made,
        client: {
          ...made.client,
          chat: (...input) => made.client.chat(...input).finally(() => made.server.requests.length >= 4 && stop.abort()),
        },
      },
      rows(80),
      store,
      stop.signal,
    );
    await expect(broken).rejects.toMatchObject({ code: 'job/cancelled' });
    const kept = store.size();
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(80);
    // Requests that were under way may still arrive.
    await new Promise((done) => setTimeout(done, 100));
    const before = made.server.asked();
    const { answers, known } = await ask(made, rows(80), store);
    expect(known).toBe(kept);
    expect(answers).toEqual(expected(80));
    expect(made.server.asked() - before).toBe(80 - kept);
    await ask(made, rows(80), store);
    expect(made.server.asked() - before).toBe(80 - kept);
  });

  it('gives up a model that never answers in a readable form', async () => {
    const made = await bench(
      {},
      Array.from({ length: 200 }, () => ({ kind: 'prose' }) as const),
    );
    await expect(ask(made, rows(40))).rejects.toMatchObject({ code: 'llm/unreadable', params: { model: 'imitation' } });
    expect(made.server.requests.length).toBeLessThan(120);
  });

  it('gives it up in the middle as well, and keeps what is there', async () => {
    const made = await bench({ silentOn: 'bad' });
    const store = memoryStore();
    const bad = Array.from({ length: 300 }, (_, at) => dataText({ name: `bad ${at}` }));
    await expect(ask(made, [...rows(20), ...bad], store)).rejects.toMatchObject({ code: 'llm/unreadable' });
    expect(store.size()).toBe(20);
    expect(made.server.asked()).toBeLessThan(300 * 4);
  });
});

describe('what goes wrong, in words', () => {
  const failing = async (made: Bench, model = 'imitation'): Promise<AppError> =>
    made.client.chat(model, { system: 's', user: '{"rows":[]}', schema: {}, mostTokens: 9 }, SENT, signal).then(
      () => Promise.reject(new Error('no failure')),
      (thrown: AppError) => thrown,
    );

  it.each<readonly [string, LlmServerOptions, readonly Fault[]]>([
    ['llm/wrong-key', { key: KEY }, []],
    ['llm/wrong-key', {}, [{ kind: 'status', status: 403 }]],
    ['llm/no-credit', {}, [{ kind: 'status', status: 429, code: 'insufficient_quota' }]],
    ['llm/not-an-endpoint', {}, [{ kind: 'html' }]],
    ['llm/rejected', {}, Array.from({ length: 9 }, () => ({ kind: 'status', status: 400, code: 'odd' }) as const)],
    ['llm/failing', {}, Array.from({ length: 9 }, () => ({ kind: 'status', status: 500 }) as const)],
    ['llm/busy', {}, Array.from({ length: 30 }, () => ({ kind: 'busy' }) as const)],
    ['llm/busy', {}, [{ kind: 'busy', retryAfter: '7200' }]],
    ['llm/unreachable', {}, Array.from({ length: 9 }, () => ({ kind: 'hang-up' }) as const)],
  ])('%s', async (code, options, faults) => {
    const made = await bench(options, faults, 'sk-wrong-key');
    const error = await failing(made);
    expect(error.code).toBe(code);
    expect(error.params.origin).toBe(made.server.origin);
    expect(JSON.stringify([error.params, error.message, made.noted])).not.toContain('sk-');
  });

  it('names a model that is not there', async () => {
    expect(await failing(await bench(), 'gpt-9')).toMatchObject({ code: 'llm/no-model', params: { model: 'gpt-9' } });
  });

  it('one row that is too slow is tried again, then told', async () => {
    const made = await bench(
      {},
      Array.from({ length: 3 }, () => ({ kind: 'slow', ms: 900 }) as const),
    );
    expect(await failing(made)).toMatchObject({ code: 'llm/too-slow' });
    expect(made.server.requests).toHaveLength(2);
  });

  it('stops at once when it is told to', async () => {
    const made = await bench({}, [{ kind: 'slow', ms: 300 }]);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 30);
    const chat = made.client.chat('imitation', { system: '', user: '{}', schema: {}, mostTokens: 9 }, SENT, stop.signal);
    await expect(chat).rejects.toMatchObject({ code: 'job/cancelled' });
  });
});

describe('protocol', () => {
  it('leaves out what a server refuses, once for all', async () => {
    const made = await bench({ refuses: ['json_schema', 'seed', 'temperature'] });
    expect((await ask(made, rows(40))).answers).toEqual(expected(40));
    const { body } = made.server.requests.at(-1)!;
    expect(body.response_format).toEqual({ type: 'json_object' });
    expect(body).not.toHaveProperty('seed');
    expect(body).not.toHaveProperty('temperature');
    const plain = await bench({ refuses: ['response_format'] });
    expect((await ask(plain, rows(3))).answers).toEqual(expected(3));
  });

  it('sends the key in its header alone, and to the one origin', async () => {
    const made = await bench({ key: KEY });
    await ask(made, rows(3));
    expect(await made.client.models(signal)).toEqual(['imitation', 'imitation-vectors']);
    for (const { path, headers, body } of made.server.requests) {
      expect(headers.authorization).toBe(`Bearer ${KEY}`);
      expect(JSON.stringify([path, body, { ...headers, authorization: '' }])).not.toContain(KEY);
    }
    expect(JSON.stringify(made.noted)).not.toContain(KEY);
    expect(made.noted.every(({ address, status }) => address.startsWith(made.server.base) && status === 200)).toBe(true);
  });

  it('gives vectors in the order of the texts', async () => {
    const made = await bench();
    const both = await made.client.embed('imitation-vectors', ['acme', 'zebra'], SENT, signal);
    const one = await made.client.embed('imitation-vectors', ['zebra'], SENT, signal);
    expect(both.dimensions).toBe(48);
    expect(both.data.subarray(48)).toEqual(one.data);
    expect(both.data.subarray(0, 48)).not.toEqual(one.data);
    await expect(made.client.embed('imitation', [], SENT, signal)).rejects.toMatchObject({ code: 'llm/no-vectors' });
  });
});
