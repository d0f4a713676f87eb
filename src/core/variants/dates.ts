import { readDate } from '../cleaning/date-form';
import type { VariantKind } from './kind';
import { pick } from './signs';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const DATE =
  /(?<![\p{L}\p{N}])(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{1,2}\.? \p{L}{3,12}\.?,? \d{4}|\p{L}{3,9}\.? \d{1,2}, \d{4})(?![\p{L}\p{N}])/gu;

/** A date written otherwise, with the same day: `2024-03-01` → `1 March 2024`, `01.03.2024`, `3/1/2024`. Ambiguous ones stay. */
export const dateForm: VariantKind = {
  id: 'date-form',
  isSame: true,
  appliesTo: ({ digits }) => digits >= 5,
  vary(text, { random }) {
    for (const found of text.matchAll(DATE)) {
      const iso = readDate(found[0], null)?.iso;
      const parts = iso ? /^(\d{4})-(\d{2})-(\d{2})$/u.exec(iso) : null;
      if (!parts) continue;
      const [year, month, day] = [parts[1]!, parts[2]!, parts[3]!];
      const name = MONTHS[Number(month) - 1]!;
      const isPlain = Number(day) > 12;
      const forms = [
        iso!,
        `${day}.${month}.${year}`,
        `${Number(day)} ${name} ${year}`,
        `${name.slice(0, 3)} ${Number(day)}, ${year}`,
        `${year}${month}${day}`,
        // Only where it cannot be read the other way round.
        ...(isPlain ? [`${Number(month)}/${day}/${year}`, `${day}/${month}/${year.slice(2)}`] : []),
      ].filter((form) => form !== found[0]);
      return text.slice(0, found.index) + pick(random, forms)! + text.slice(found.index + found[0].length);
    }
    return null;
  },
};
