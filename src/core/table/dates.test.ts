import { expect, it } from 'vitest';
import { readDates } from './dates';

const days = (...cells: string[]) =>
  [...readDates(cells)].map((time) => (Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 16)));

it('reads ISO dates, with or without parts', () => {
  expect(days('2024-03-01', '2024/3/1', '2024-03', '2024', '2024-03-01T10:20:30Z', '2024-03-01 09:05')).toEqual([
    '2024-03-01T00:00',
    '2024-03-01T00:00',
    '2024-03-01T00:00',
    '2024-01-01T00:00',
    '2024-03-01T10:20',
    '2024-03-01T09:05',
  ]);
});
it('decides for the whole column whether the day comes first', () => {
  expect(days('3/4/2024', '25/4/2024')).toEqual(['2024-04-03T00:00', '2024-04-25T00:00']);
  expect(days('3/4/2024', '4/25/2024')).toEqual(['2024-03-04T00:00', '2024-04-25T00:00']);
  expect(days('3/4/2024', '3.4.2024', '1.2.68')).toEqual(['2024-03-04T00:00', '2024-04-03T00:00', '2068-02-01T00:00']);
});
it('takes nothing else for a date', () => {
  expect(days('', 'soon', '2024-13-01', '2024-02-30', '31.2.2024', '12/2024', '2024 items')).toEqual(Array(7).fill(null));
});
