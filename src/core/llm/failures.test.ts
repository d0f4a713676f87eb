import { describe, expect, it } from 'vitest';
import { FULL_DIALECT, plainer } from './chat';
import { readEmbeddings } from './embedding';
import { backOff, codeIn, judgeStatus, waitAsked } from './failures';

const headers = (given: Readonly<Record<string, string>>) => (name: string) => given[name] ?? null;

describe('judgeStatus', () => {
  it.each([
    [429, '{"error":{"code":"rate_limit_exceeded"}}', 'again'],
    [429, '{"error":{"code":"insufficient_quota"}}', 'no-credit'],
    [402, '', 'no-credit'],
    [500, 'oops', 'again'],
    [529, 'overloaded', 'again'],
    [408, '', 'again'],
    [401, '', 'wrong-key'],
    [403, '', 'wrong-key'],
    [404, '', 'no-model'],
    [400, '{"error":{"message":"model \'x\' not found, try pulling it first"}}', 'no-model'],
    [400, "This model's maximum context length is 8192 tokens", 'too-long'],
    [400, '{"error":{"type":"exceed_context_size_error"}}', 'too-long'],
    [413, '', 'too-long'],
    [400, '{"error":{"code":"content_filter"}}', 'filtered'],
    [400, '{"error":{"code":"unsupported_parameter"}}', 'refused'],
  ])('%i %s is %s', (status, words, kind) => expect(judgeStatus(status, words, false).kind).toBe(kind));

  it('takes a page for a page, but not for a failing gateway', () => {
    expect(judgeStatus(404, '<html>', true).kind).toBe('page');
    expect(judgeStatus(502, '<html>', true).kind).toBe('again');
  });

  it('tells nothing but codes', () => {
    expect(codeIn('{"error":{"code":"unsupported_parameter","message":"cell ACME and sk-secret"}}')).toBe(
      'unsupported_parameter',
    );
    expect(codeIn('{"error":{"code":"ACME Ltd says hello","type":"invalid_request_error"}}')).toBe('invalid_request_error');
    expect(codeIn('ACME')).toBe('');
  });
});

describe('waitAsked', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  it.each([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }, 30_000],
    [{ 'retry-after-ms': '250', 'retry-after': '1' }, 250],
    [{ 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1m1.5s' }, 61_500],
    [{ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '20ms' }, 20],
    [{ 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': String(now / 1000 + 9) }, 9000],
    [{ 'x-ratelimit-remaining-requests': '3', 'x-ratelimit-reset-requests': '9s' }, null],
    [{}, null],
  ])('%o: %s ms', (given, ms) => expect(waitAsked(headers(given as Record<string, string>), now)).toBe(ms));

  it('backs off twice as long each time, within limits', () => {
    expect(backOff(0, 1)).toBe(500);
    expect(backOff(3, 0)).toBe(2000);
    expect(backOff(30, 1)).toBe(30_000);
  });
});

describe('plainer', () => {
  it('leaves out what the server names, else the form of the answer, and ends', () => {
    expect(plainer(FULL_DIALECT, "use 'max_completion_tokens' instead of max_tokens")).toMatchObject({
      limit: 'max_completion_tokens',
    });
    expect(plainer(FULL_DIALECT, 'temperature does not support 0')).toMatchObject({ hasTemperature: false, format: 'schema' });
    let dialect: ReturnType<typeof plainer> = FULL_DIALECT;
    const forms: unknown[] = [];
    while (dialect) {
      forms.push(dialect.format);
      dialect = plainer(dialect, '');
    }
    expect(forms).toEqual(['schema', 'object', 'text', 'text']);
  });
});

describe('readEmbeddings', () => {
  const entry = (index: number, embedding: unknown) => ({ index, embedding });
  it('puts vectors where their index says', () => {
    const read = readEmbeddings({ data: [entry(1, [3, 4]), entry(0, [1, 2])], usage: { prompt_tokens: 5 } }, 2);
    expect(read).toEqual({ dimensions: 2, data: Float32Array.from([1, 2, 3, 4]), tokens: 5 });
  });
  it('reads base64', () => {
    const bytes = new Uint8Array(Float32Array.from([0.5, -1]).buffer);
    const read = readEmbeddings({ data: [entry(0, btoa(String.fromCharCode(...bytes)))] }, 1);
    expect(Array.from(read!.data)).toEqual([0.5, -1]);
  });
  it.each([
    [{ data: [entry(0, [1, 2])] }, 2],
    [{ data: [entry(0, [1, 2]), entry(0, [1, 2])] }, 2],
    [{ data: [entry(0, [1, 2]), entry(1, [1])] }, 2],
    [{ data: [entry(0, [1, 'x'])] }, 1],
    [{ data: [entry(0, [])] }, 1],
    [{ error: 'no' }, 1],
    [null, 1],
  ])('refuses %o', (body, count) => expect(readEmbeddings(body, count)).toBeNull());
});
