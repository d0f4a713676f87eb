import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DiffRun, diffTexts } from './diff';

const marked = (runs: readonly DiffRun[]): string => runs.map((run) => (run.isSame ? run.text : `[${run.text}]`)).join('');
const plain = (runs: readonly DiffRun[]): string => runs.map((run) => run.text).join('');

describe('diffTexts', () => {
  it.each([
    ['Acme Ltd', 'Acme Ltd', 'Acme Ltd', 'Acme Ltd'],
    ['ACME ltd', 'Acme Ltd', 'ACME ltd', 'Acme Ltd'],
    ['Acme Limited', 'Acme Inc', 'Acme [Limited]', 'Acme [Inc]'],
    ['Acme', 'Acme Holding', 'Acme', 'Acme [Holding]'],
    ['colour works', 'color works', 'colo[u]r works', 'color works'],
    ['', 'Acme', '', '[Acme]'],
    ['Netherlands', 'NL', '[Netherlands]', '[NL]'],
    ['Zürich', 'Zu\u0308rich', 'Zürich', 'Zu\u0308rich'],
    ['Rua 12, Porto', 'Rua 14, Porto', 'Rua 1[2], Porto', 'Rua 1[4], Porto'],
  ])('marks %j against %j', (left, right, markedLeft, markedRight) => {
    const diff = diffTexts(left, right);
    expect(marked(diff.left)).toBe(markedLeft);
    expect(marked(diff.right)).toBe(markedRight);
  });

  it('keeps words that only moved over others', () => {
    expect(marked(diffTexts('Gray and Sons Ltd', 'Sons Gray Ltd').left)).toContain(' Ltd');
  });

  it('gives every character back, and equal texts differ nowhere', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'É', 'e\u0301', ' ', '.', '山', '😀', 'ش') });
    fc.assert(
      fc.property(text, text, (left, right) => {
        const diff = diffTexts(left, right);
        expect(plain(diff.left)).toBe(left);
        expect(plain(diff.right)).toBe(right);
        expect(diffTexts(left, left).left.every((run) => run.isSame)).toBe(true);
      }),
      { seed: 7 },
    );
  });

  it('handles long cells by their common start and end', () => {
    const words = Array.from({ length: 3000 }, (_, i) => `w${i}`);
    const diff = diffTexts(['same', ...words, 'end'].join(' '), ['same', ...words.reverse(), 'end'].join(' '));
    expect(diff.left[0]!.text.startsWith('same')).toBe(true);
    expect(diff.left.at(-1)!.text.endsWith('end')).toBe(true);
  });
});
