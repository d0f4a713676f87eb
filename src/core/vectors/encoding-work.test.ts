import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNIT_FORMAT, unitTokenizer } from '../../jobs/hash-embedder';
import { KEY_WORDS, keysOfTexts } from '../model/text-key';
import { arrangeWork, BATCH_TOKENS, countGroups, type EncodingWork, encodePieces, sliceWork } from './encoding-work';

const texts = fc.uniqueArray(
  fc.oneof(fc.string({ minLength: 1, maxLength: 6 }), fc.string({ minLength: 60, maxLength: 200 }), fc.constantFrom('a', 'b')),
  { minLength: 1, maxLength: 60 },
);

function arrange(of: readonly string[]) {
  const pieces = of.map((text) => encodePieces(text, unitTokenizer, UNIT_FORMAT).pieces);
  return arrangeWork(of, pieces, keysOfTexts(of));
}

/** The texts of each group, read back from the tokens. */
function groupsOf(work: EncodingWork): string[][] {
  return Array.from({ length: countGroups(work) }, (_, group) => {
    const of: string[] = [];
    for (let text = work.groupStarts[group]!; text < work.groupStarts[group + 1]!; text++) {
      const [from, to] = [work.pieceStarts[work.textStarts[text]!]!, work.pieceStarts[work.textStarts[text + 1]!]!];
      of.push(String.fromCharCode(...work.ids.subarray(from, to)));
    }
    return of;
  });
}

describe('arrangeWork', () => {
  it('has every text once, under its key, in groups of one length or one long text', () => {
    fc.assert(
      fc.property(texts, (of) => {
        const { work, order } = arrange(of);
        const groups = groupsOf(work);
        expect(groups.flat()).toEqual(Array.from(order, (text) => of[text]));
        expect([...order].sort((a, b) => a - b)).toEqual([...of.keys()]);
        expect([...work.keys]).toEqual([...keysOfTexts(groups.flat())]);
        for (const group of groups) {
          expect(new Set(group.map(({ length }) => length)).size).toBe(1);
          if (group.length > 1) expect(group.length * group[0]!.length).toBeLessThanOrEqual(BATCH_TOKENS);
          if (group[0]!.length > UNIT_FORMAT.maxTokens) expect(group).toHaveLength(1);
        }
      }),
      { seed: 3 },
    );
  });

  it('does not depend on the order of the texts', () => {
    fc.assert(
      fc.property(texts, fc.integer(), (of, turn) => {
        const at = Math.abs(turn) % of.length;
        expect(groupsOf(arrange([...of.slice(at), ...of.slice(0, at)]).work)).toEqual(groupsOf(arrange(of).work));
      }),
      { seed: 4 },
    );
  });

  it('arranges what is left into the same groups when any groups are done', () => {
    fc.assert(
      fc.property(texts, fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), (of, isDone) => {
        const left = groupsOf(arrange(of).work).filter((_, group) => !isDone[group]);
        expect(groupsOf(arrange(left.flat().reverse()).work)).toEqual(left);
      }),
      { seed: 5 },
    );
  });

  it('takes no texts', () => {
    expect(countGroups(arrange([]).work)).toBe(0);
  });
});

describe('sliceWork', () => {
  it('is the part of the work that was asked for', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (of, a, b) => {
        const { work } = arrange(of);
        const groups = groupsOf(work);
        const [from, to] = [a % (groups.length + 1), b % (groups.length + 1)].sort((x, y) => x - y) as [number, number];
        const part = sliceWork(work, from, to);
        expect(groupsOf(part)).toEqual(groups.slice(from, to));
        expect(part.keys.length).toBe(groups.slice(from, to).flat().length * KEY_WORDS);
      }),
      { seed: 6 },
    );
  });
});

describe('encodePieces', () => {
  it('puts the prefix before the text and the marks around every piece', () => {
    const { pieces } = encodePieces('abcd', unitTokenizer, { maxTokens: 5, prefix: 'q', ends: [0, 2] });
    expect(pieces).toEqual([
      [0, 113, 97, 98, 2],
      [0, 99, 100, 2],
    ]);
  });
});
