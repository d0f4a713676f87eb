import fc from 'fast-check';
import { format } from 'numfmt';
import { expect, it } from 'vitest';
import { createNumberFormatter } from './cell-text';

it('shows decimals without a format as a spreadsheet does, also those that are not formatted', () => {
  const { show } = createNumberFormatter('General', false);
  const digits = fc.string({ unit: fc.constantFrom('0', '1', '5', '9'), maxLength: 8 });
  fc.assert(
    fc.property(fc.constantFrom('', '-'), digits, digits, (sign, whole, part) => {
      const value = Number(`${sign}${whole || '0'}.${part}1`);
      expect(show(String(value))).toBe(format('General', value, { locale: 'en', nbsp: false }).trim());
    }),
    { seed: 31, numRuns: 5000 },
  );
});
