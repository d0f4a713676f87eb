import { describe, expect, it } from 'vitest';
import { EMPTY_LEDGER, type Ledger, leavingState, MOST_KEPT, type OutgoingRequest, withOutcome, withRequest } from './ledger';

const ROWS: OutgoingRequest = {
  address: 'https://llm.example:8443/v1/chat/completions?key=secret#x',
  purpose: 'rows',
  sentBytes: 100,
  rows: 5,
  columns: ['name'],
};
const MODEL: OutgoingRequest = { address: 'https://hub.example/a', purpose: 'model', sentBytes: 0, rows: 0, columns: [] };
const at = (minute: number): string => `2026-11-26T14:${String(minute).padStart(2, '0')}:00.000Z`;

describe('the ledger of requests', () => {
  it('keeps the address without what may hold a secret', () => {
    const { requests } = withRequest(EMPTY_LEDGER, ROWS, 1, at(0));
    expect(requests[0]).toMatchObject({
      address: 'https://llm.example:8443/v1/chat/completions',
      host: 'llm.example:8443',
      outcome: 'waiting',
      status: null,
    });
    expect(JSON.stringify(requests)).not.toContain('secret');
  });

  it('adds up by host and purpose, columns once each', () => {
    let ledger = withRequest(EMPTY_LEDGER, ROWS, 1, at(0));
    ledger = withRequest(ledger, MODEL, 2, at(1));
    ledger = withRequest(ledger, { ...ROWS, rows: 2, columns: ['city', 'name'] }, 3, at(2));
    expect(ledger.totals).toEqual([
      {
        host: 'llm.example:8443',
        purpose: 'rows',
        requests: 2,
        failed: 0,
        rows: 7,
        sentBytes: 200,
        columns: ['name', 'city'],
        firstAt: at(0),
        lastAt: at(2),
      },
      expect.objectContaining({ host: 'hub.example', purpose: 'model', requests: 1 }),
    ]);
  });

  it('settles a request once, a failure is counted where it belongs', () => {
    let ledger = withRequest(withRequest(EMPTY_LEDGER, ROWS, 1, at(0)), MODEL, 2, at(0));
    const [rows, model] = ledger.requests;
    ledger = withOutcome(withOutcome(ledger, rows!, 200), model!, null);
    expect(ledger.requests.map(({ outcome, status }) => [outcome, status])).toEqual([
      ['answered', 200],
      ['failed', null],
    ]);
    expect(ledger.totals.map(({ failed }) => failed)).toEqual([0, 1]);
    expect(withOutcome(ledger, rows!, 500)).toBe(ledger);
  });

  it('forgets single requests but never their sum', () => {
    let ledger: Ledger = EMPTY_LEDGER;
    for (let id = 1; id <= MOST_KEPT + 3; id++) ledger = withRequest(ledger, ROWS, id, at(0));
    const first = { ...ledger.requests[0]!, id: 1 };
    ledger = withOutcome(ledger, first, 503);
    expect(ledger.requests).toHaveLength(MOST_KEPT);
    expect(ledger.requests[0]!.id).toBe(4);
    expect(ledger.totals[0]).toMatchObject({ requests: MOST_KEPT + 3, rows: 5 * (MOST_KEPT + 3), failed: 1 });
  });
});

describe('leavingState', () => {
  const modelAsked = withRequest(EMPTY_LEDGER, MODEL, 1, at(0));
  const rowsSent = withRequest(modelAsked, ROWS, 2, at(0));

  it('says the gravest thing', () => {
    expect(leavingState(EMPTY_LEDGER, [])).toEqual({ kind: 'nothing' });
    expect(leavingState(modelAsked, [])).toEqual({ kind: 'fetching', host: 'hub.example' });
    expect(leavingState(rowsSent, [])).toEqual({ kind: 'sent', hosts: ['llm.example:8443'] });
    expect(leavingState(rowsSent, ['a', 'b', 'a'])).toEqual({ kind: 'sending', hosts: ['a', 'b'] });
  });

  it('goes on to say who was asked once a model is here', () => {
    expect(leavingState(withOutcome(modelAsked, modelAsked.requests[0]!, 200), [])).toEqual({
      kind: 'asked',
      hosts: ['hub.example'],
    });
  });
});
