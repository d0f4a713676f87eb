import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseFlatRecord } from './flat-record';
import { flattenRecord } from './flatten';
import { parseJson } from './parse-json';

it('keeps the order of the names, whatever they are', () => {
  expect([...parseFlatRecord('{"id": "a", "2024":1.50, "2023":null,"__proto__":true , "":"\\ud83d\\n"}')!]).toEqual([
    ['id', 'a'],
    ['2024', '1.50'],
    ['2023', ''],
    ['__proto__', 'true'],
    ['', '\ud83d\n'],
  ]);
});

it.each([
  '{}',
  '[1]',
  '{"a":{"b":1}}',
  '{"a":[1]}',
  '{"a":1,"a":2}',
  '{"a":1',
  '{"a":1}x',
  '{"a":01}',
  '{"a":"\t"}',
  '{a:1}',
  '{"a":1,}',
  '',
])('leaves %j to others', (text) => {
  expect(parseFlatRecord(text)).toBeNull();
});

it('says the same as the parser of any JSON', () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.string(), value, { minKeys: 1 }), fc.constantFrom(undefined, 2), (record, indent) => {
      const text = JSON.stringify(record, null, indent);
      const fields = parseFlatRecord(text)!;
      expect(Object.fromEntries(fields)).toEqual(Object.fromEntries(flattenRecord(parseJson(text, 'x'))));
    }),
    { seed: 31, numRuns: 300 },
  );
});
