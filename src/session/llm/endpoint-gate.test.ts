import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LlmServer, startLlmServer } from '../../../e2e/fixtures/llm-server';
import { emptyIndexedDb } from '../../adapters/indexeddb-fixture';
import { DEFAULT_ENDPOINT } from '../../core/llm/endpoint';
import { outgoing } from '../outgoing';
import { createEndpointGate, type EndpointGate, SCRIPT } from './endpoint-gate';

const KEY = 'sk-only-in-memory';
const QUESTION = { system: '', user: '{"rows":[]}', schema: {}, mostTokens: 9 };
const signal = new AbortController().signal;
const columns = (...names: readonly string[]) => ({ left: names, right: [] });

let server: LlmServer;
let gate: EndpointGate;
let stored: Map<string, string>;

beforeEach(async () => {
  emptyIndexedDb();
  stored = new Map();
  vi.stubGlobal('location', { protocol: 'http:' });
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => void stored.set(name, value),
  });
  server = await startLlmServer({ key: KEY });
  gate = createEndpointGate(['http://127.0.0.1:*', 'http://gateway.example:80']);
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await server.close();
});

const use = (key: string | null | 'keep' = KEY, address = server.base) =>
  gate.use({ ...DEFAULT_ENDPOINT, address, model: 'imitation' }, key);

describe('the gate', () => {
  it('lets nothing through without leave for project, endpoint and columns', async () => {
    expect(() => gate.sender('p', columns('name'))).toThrow(expect.objectContaining({ code: 'llm/no-endpoint' }));
    use();
    const refused = expect.objectContaining({ code: 'llm/no-consent', params: { origin: server.origin, columns: 'name' } });
    expect(() => gate.sender('p', columns('name'))).toThrow(refused);
    gate.consent('other', columns('name'));
    gate.consent('p', columns('city'));
    expect(() => gate.sender('p', columns('name'))).toThrow(refused);
    gate.consent('p', columns('name', 'street'));
    await gate.sender('p', columns('name')).chat(QUESTION, 0, signal);
    expect(server.requests).toHaveLength(1);
    // Leave was given for another place.
    use(KEY, `${server.origin}/other/v1`);
    expect(gate.has('p', columns('name'))).toBe(false);
  });

  it('stops a run whose leave is taken back', async () => {
    use();
    gate.consent('p', columns('name'));
    const sender = gate.sender('p', columns('name'));
    await sender.chat(QUESTION, 1, signal);
    gate.withdraw('p');
    await expect(sender.chat(QUESTION, 1, signal)).rejects.toMatchObject({ code: 'llm/no-consent' });
    expect(server.requests).toHaveLength(1);
  });

  it('remembers all but the key, and gives the key to no other origin', () => {
    expect(use().hasKey).toBe(true);
    expect(JSON.stringify([gate.endpoint(), gate.consents(), [...stored]])).not.toContain(KEY);
    expect(gate.remembered()).toMatchObject({ address: server.base, model: 'imitation' });
    expect(use('keep', `${server.origin}/v2`).hasKey).toBe(true);
    expect(use('keep', 'http://gateway.example/v1').hasKey).toBe(false);
    expect(use().hasKey).toBe(true);
    gate.forgetKey();
    expect(gate.endpoint()?.hasKey).toBe(false);
    gate.leave();
    expect([gate.endpoint(), gate.consents(), gate.remembered()]).toEqual([null, [], null]);
  });

  it('uses only what the policy allows', () => {
    expect(() => use(null, 'https://gateway.example/v1')).toThrow(expect.objectContaining({ code: 'llm/not-allowed' }));
    vi.stubGlobal('location', { protocol: 'https:' });
    expect(() => use(null, 'http://gateway.example/v1')).toThrow(expect.objectContaining({ code: 'llm/mixed-content' }));
    expect(use(null).isThisComputer).toBe(true);
    const bad = { ...DEFAULT_ENDPOINT, address: server.base, rowsPerRequest: Number.NaN };
    expect(() => gate.use(bad, null)).toThrow(expect.objectContaining({ code: 'input/invalid-option' }));
    expect(gate.use({ ...bad, rowsPerRequest: 1e9 }, null).rowsPerRequest).toBe(100);
  });

  it('notes every request before it leaves, and says who may get rows', async () => {
    use();
    gate.show('p');
    gate.consent('elsewhere', columns('name'));
    expect(outgoing.agreed()).toEqual([]);
    gate.consent('p', columns('name'));
    expect(outgoing.agreed()).toEqual([new URL(server.origin).host]);
    await gate.sender('p', columns('name')).chat(QUESTION, 3, signal);
    await gate.listModels(signal);
    expect(outgoing.ledger().requests.slice(-2)).toMatchObject([
      { purpose: 'rows', rows: 3, columns: ['name'], status: 200 },
      { purpose: 'list', rows: 0, columns: [], status: 200 },
    ]);
    gate.show('other');
    expect(outgoing.agreed()).toEqual([]);
    gate.consent(SCRIPT, columns('name'));
    expect(outgoing.agreed()).toHaveLength(1);
  });

  it('embeds columns that were agreed to', () => {
    gate.use({ ...DEFAULT_ENDPOINT, address: server.base, embeddingModel: 'imitation-vectors' }, KEY);
    gate.show('p');
    gate.consent('p', { left: ['name'], right: ['title'] });
    expect(() => gate.needEmbedding({ left: ['name'], right: ['title'] })).not.toThrow();
    expect(() => gate.needEmbedding({ left: ['name'], right: ['name'] })).toThrow(
      expect.objectContaining({ code: 'llm/no-consent' }),
    );
    gate.show('other');
    expect(() => gate.embeddingSender()).toThrow(expect.objectContaining({ code: 'llm/no-consent' }));
  });
});
