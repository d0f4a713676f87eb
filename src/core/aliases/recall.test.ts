import { expect, it } from 'vitest';
import { createMatcher } from '../candidates/find-candidates';
import { DEFAULT_MATCH_SETTINGS } from '../model/settings';
import type { ComparedTable } from '../text/records';
import { abbreviatedRegister } from './alias-fixture';
import type { AliasGroup } from './alias-group';

const table = (names: readonly string[]): ComparedTable => ({
  fileName: 't.csv',
  rowCount: names.length,
  columns: new Map([['name', names]]),
});
const job = { signal: new AbortController().signal, progress: () => {} };

/** Share of left rows whose best candidate by letters is their partner. */
async function recall({ left, right, partnerOf }: ReturnType<typeof abbreviatedRegister>, known: readonly AliasGroup[]) {
  const settings = {
    ...DEFAULT_MATCH_SETTINGS,
    on: { left: ['name'], right: ['name'] },
    score: 'lexical',
    cardinality: 'many-to-many',
    aliases: known,
  } as const;
  const { candidates } = await createMatcher({ left: table(left), right: table(right) }, settings).find(null, job);
  return left.filter((_, row) => candidates.right[candidates.offsets[row]!] === partnerOf[row]).length / left.length;
}

it('finds abbreviated names by letters, the more the more is taught', async () => {
  const register = abbreviatedRegister(300, 450);
  const [none, half, all] = [
    await recall(register, []),
    await recall(register, register.aliases.slice(0, register.aliases.length / 2)),
    await recall(register, register.aliases),
  ];
  expect(none).toBeLessThan(0.8);
  expect(half).toBeGreaterThan(none + 0.1);
  expect(all).toBe(1);
});
