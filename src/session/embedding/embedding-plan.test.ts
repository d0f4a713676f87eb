import { expect, it } from 'vitest';
import { datasetOf } from '../../core/text/text-fixture';
import { planEmbedding } from './embedding-plan';

const LEFT = datasetOf(['name', ['  Acme   Ltd', 'Acme Ltd', 'Blue']], ['secret', ['111', '222', '333']]);
const RIGHT = datasetOf(['title', Array.from({ length: 1000 }, (_, row) => `name number ${row}`)]);
const ON = { left: ['name'], right: ['title'] };

it('shows texts of the compared columns only, as they are sent', () => {
  const { sample, rows, columns } = planEmbedding({ left: LEFT, right: RIGHT }, ON, { prices: null });
  expect(sample.slice(0, 3)).toEqual(['Acme Ltd', 'Blue', 'name number 0']);
  expect(JSON.stringify(sample)).not.toMatch(/111|222|333/);
  expect(rows).toBe(1003);
  expect(columns).toEqual(ON);
});

it('estimates from the first rows what all of them come to', () => {
  const prices = { input: 10, output: 99, currency: 'EUR' };
  const { requests, tokens, cost } = planEmbedding({ left: LEFT, right: RIGHT }, ON, { prices });
  expect(requests).toBe(Math.ceil(1003 / 64));
  // Some 15 letters a row, of which a token has 1 to 5.
  expect(tokens.low).toBeGreaterThan(2_000);
  expect(tokens.high).toBeLessThan(15_000);
  expect(cost).toEqual({ low: (tokens.low * 10) / 1e6, high: (tokens.high * 10) / 1e6, currency: 'EUR' });
});
