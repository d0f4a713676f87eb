import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lexicalTexts } from '../../text/lexical-text';
import { createTextParts, type TextMark } from './text-parts';

const partsOf = (left: readonly string[], right: readonly string[]) =>
  createTextParts({ left, right }, lexicalTexts({ left, right }));
const shown = (text: string, marks: readonly TextMark[]) => marks.map(({ from, to, kind }) => [text.slice(from, to), kind]);

describe('createTextParts', () => {
  it('marks words that both have, the rarer the heavier', () => {
    const left = ['Zentrix Works', 'Acme Works', 'Beta Works'];
    const right = ['Works of Zentrix, Inc.', 'Acme Works', 'Beta Works'];
    const { words, marks } = partsOf(left, right)(0, 0);
    expect(words.map(({ word, records }) => [word, records])).toEqual([
      ['zentrix', 2],
      ['works', 6],
    ]);
    expect(words[0]!.weight).toBeGreaterThan(words[1]!.weight);
    expect(shown(left[0]!, marks.left)).toEqual([
      ['Zentrix', 'word'],
      ['Works', 'word'],
    ]);
    expect(shown(right[0]!, marks.right)).toEqual([
      ['Works', 'word'],
      ['Zentrix', 'word'],
    ]);
  });

  it('marks letters, codes and numbers that contradict', () => {
    const left = ['Jonson radio LC-37D44U', 'Block 12'];
    const right = ['Johnson LC37D44U', 'Block 21'];
    const find = partsOf(left, right);
    expect(shown(left[0]!, find(0, 0).marks.left)).toEqual([
      ['nson', 'letters'],
      ['LC-37D44U', 'code'],
    ]);
    expect(shown(right[1]!, find(1, 1).marks.right)).toEqual([
      ['Block', 'word'],
      ['21', 'apart'],
    ]);
  });

  it('finds a word in another script, accent or spelling', () => {
    const left = ['Белослав', 'Kőln Stahl GmbH.', 'Saint Étienne'];
    const right = ['Beloslav town', 'Koln Stahl', 'St. Etienne'];
    const find = partsOf(left, right);
    expect(find(0, 0).marks.left).toHaveLength(1);
    expect(shown(left[1]!, find(1, 1).marks.left)).toEqual([
      ['Kőln', 'word'],
      ['Stahl', 'word'],
    ]);
    expect(shown(right[2]!, find(2, 2).marks.right)).toEqual([
      ['St', 'word'],
      ['Etienne', 'word'],
    ]);
  });

  it('never marks beyond a text, nor a place twice', () => {
    const text = fc.array(
      fc.constantFrom('Müller & Co.', "l'hôpital", 'S.A.', '株式会社トヨタ', '😀', 'a-1/2', '  ', 'Лев', '½', '...'),
      {
        maxLength: 5,
      },
    );
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [left, right] = [one.join(' '), other.join(' ')];
        const { marks } = partsOf([left], [right])(0, 0);
        for (const [side, whole] of [
          [marks.left, left],
          [marks.right, right],
        ] as const) {
          let end = 0;
          for (const { from, to, weight } of side) {
            expect(from).toBeGreaterThanOrEqual(end);
            expect(to).toBeGreaterThan(from);
            expect(to).toBeLessThanOrEqual(whole.length);
            expect(weight).toBeGreaterThan(0);
            expect(weight).toBeLessThanOrEqual(1);
            end = to;
          }
        }
      }),
      { seed: 8, numRuns: 300 },
    );
  });
});
