import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lexicalTexts } from '../../text/lexical-text';
import { collectWords } from '../score/record-terms';
import { createWordAlignment } from './word-alignment';

const align = (left: readonly string[], right: readonly string[]) => {
  const of = createWordAlignment(collectWords(lexicalTexts({ left, right })));
  return (one: number, other: number) => ({ ...of(one, other) });
};

describe('createWordAlignment', () => {
  it('finds for each word the one that is most like it', () => {
    const of = align(['acme works'], ['acme works', 'acme workz', 'acme', 'acme zulu', 'works acme extra']);
    expect(of(0, 0)).toEqual({ least: 1, rest: 0 });
    expect(of(0, 1).least).toBeGreaterThan(0.4);
    expect(of(0, 1).rest).toBeGreaterThan(of(0, 3).rest);
    expect(of(0, 2)).toEqual({ least: 0, rest: 0 });
    expect(of(0, 3).least).toBe(0);
    expect(of(0, 4).least).toBe(1);
    expect(of(0, 4).rest).toBeLessThan(0);
  });

  it('takes a word with a digit for itself only', () => {
    const of = align(['pump ae770'], ['pump ae771', 'pump ae770']);
    expect(of(0, 0).least).toBe(0);
    expect(of(0, 1).least).toBe(1);
  });

  it('weighs what is left over by how rare it is', () => {
    const of = align(['kari', 'nora', 'liv'], ['kari common', 'nora common', 'liv seldom']);
    expect(of(2, 2).rest).toBeLessThan(of(0, 0).rest);
  });

  it('is bounded, and the same whatever the order of words and texts', () => {
    const word = fc.constantFrom('acme', 'acmee', 'works', 'zulu', 'ae770', '12', 'ltd', 'café', 'kafe', 'Κως');
    const text = fc.array(word, { maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 4 }),
        fc.array(text, { minLength: 1, maxLength: 4 }),
        (left, right) => {
          const join = (side: readonly (readonly string[])[]): string[] => side.map((words) => words.join(' '));
          const turned = (side: readonly (readonly string[])[]): string[] =>
            side.map((words) => [...words].reverse().join(' ')).reverse();
          const of = align(join(left), join(right));
          const ofTurned = align(turned(left), turned(right));
          left.forEach((_, i) => {
            right.forEach((__, j) => {
              const { least, rest } = of(i, j);
              expect(least >= 0 && least <= 1 && rest <= 0 && rest >= -right[j]!.length).toBe(true);
              const again = ofTurned(left.length - 1 - i, right.length - 1 - j);
              expect(again.least).toBe(least);
              expect(again.rest).toBeCloseTo(rest, 9);
            });
          });
        },
      ),
      { seed: 5, numRuns: 100 },
    );
  });

  it('hears equal words only where texts are long', () => {
    const long = (from: number): string =>
      Array.from({ length: 60 }, (_, at) => `w${String.fromCharCode(97 + (at % 26))}${'xyz'[from % 3]}${at}`).join(' ');
    const of = align([`${long(0)} acme`], [`${long(1)} acmes`]);
    expect(of(0, 0).least).toBe(0);
  });
});
