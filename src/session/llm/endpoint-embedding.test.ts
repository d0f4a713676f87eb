import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type LlmServer, startLlmServer } from '../../../e2e/fixtures/llm-server';
import { emptyIndexedDb } from '../../adapters/indexeddb-fixture';
import { DEFAULT_ENDPOINT } from '../../core/llm/endpoint';
import { endpointModelId } from '../../core/llm/endpoint-model';
import { embedByEndpoint } from './endpoint-embedding';
import { type createEndpointGate, SCRIPT } from './endpoint-gate';

const gate = vi.hoisted(() => ({ current: null as unknown }));
// The page's own gate lets only origins through that its build names; tests have none.
vi.mock('./endpoint-gate', async (original) => {
  const module = await original<typeof import('./endpoint-gate')>();
  gate.current = module.createEndpointGate(['http://127.0.0.1:*']);
  return { ...module, endpointGate: gate.current };
});

const MODEL = 'imitation-vectors';
const signal = new AbortController().signal;
const texts = (count: number): string[] => Array.from({ length: count }, (_, at) => `name number ${at}`);
let server: LlmServer;

beforeEach(async () => {
  emptyIndexedDb();
  vi.stubGlobal('location', { protocol: 'http:' });
  server = await startLlmServer();
  use();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await server.close();
});

function use(): void {
  const own = gate.current as ReturnType<typeof createEndpointGate>;
  own.use({ ...DEFAULT_ENDPOINT, address: server.base, embeddingModel: MODEL }, null);
  own.consent(SCRIPT, { left: ['name'], right: ['name'] });
}

async function embed(left: readonly string[], right: readonly string[] = []) {
  const embedded = await embedByEndpoint(
    { left, right },
    endpointModelId({ base: server.base, model: MODEL }),
    { useCache: true },
    signal,
    { onProgress: () => {} },
  );
  const vectors: number[][] = [];
  for (const { indices, dimensions, data } of embedded.shards)
    indices.forEach((place, row) => {
      vectors[place] = Array.from(data.subarray(row * dimensions, (row + 1) * dimensions));
    });
  return { ...embedded, vectors };
}

it('gives every text its vector of length 1, equal texts once, and asks for none twice', async () => {
  const first = await embed([...texts(150), ' name  number 3 '], ['name number 149']);
  expect(first).toMatchObject({ total: 150, made: 150 });
  expect(first.vectors).toHaveLength(152);
  for (const vector of first.vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  expect(first.vectors[150]).toEqual(first.vectors[3]);
  expect(first.vectors[151]).toEqual(first.vectors[149]);
  expect(first.vectors[0]).not.toEqual(first.vectors[1]);
  const asked = server.requests.length;
  expect(asked).toBe(3);
  const second = await embed([...texts(150), 'new']);
  expect(second).toMatchObject({ total: 151, made: 1 });
  expect(server.requests).toHaveLength(asked + 1);
  expect(second.vectors.slice(0, 150)).toEqual(first.vectors.slice(0, 150));
});

it('keeps what came before a failure', async () => {
  await embed(texts(1));
  server.faults.push({ kind: 'slow', ms: 1 }, { kind: 'status', status: 401 });
  await expect(embed(texts(500))).rejects.toMatchObject({ code: 'llm/wrong-key' });
  const { made } = await embed(texts(500));
  expect(made).toBeLessThan(499);
});

it('does not mix vectors of another length with those that were kept', async () => {
  await embed(texts(70));
  const { port } = new URL(server.origin);
  await server.close();
  // The same name at the same address, and another model behind it.
  server = await startLlmServer({ port: Number(port), dimensions: 20 });
  const { vectors, made } = await embed(texts(71));
  expect(made).toBe(71);
  expect(vectors).toHaveLength(71);
  expect(new Set(vectors.map(({ length }) => length))).toEqual(new Set([20]));
});

it('is refused for another model than the one that was agreed to', async () => {
  const other = embedByEndpoint({ left: ['a'], right: [] }, 'endpoint:http://127.0.0.1:1/v1#x', { useCache: false }, signal, {
    onProgress: () => {},
  });
  await expect(other).rejects.toMatchObject({ code: 'llm/no-endpoint' });
  expect(server.requests).toHaveLength(0);
});
