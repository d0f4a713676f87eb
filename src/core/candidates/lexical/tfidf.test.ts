import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseText } from '../../text/normalise';
import { ngramsOf } from './ngrams';
import { cosinesWith, fitTfIdf, invert } from './tfidf';

/** The textbook formula over dense maps. */
function bruteCosine(left: string, right: string, corpus: readonly string[]): number {
  const weigh = (text: string): Map<string, number> => {
    const weights = new Map<string, number>();
    for (const term of new Set(ngramsOf(text))) {
      const frequency = ngramsOf(text).filter((other) => other === term).length;
      const documents = corpus.filter((other) => ngramsOf(other).includes(term)).length;
      weights.set(term, (1 + Math.log(frequency)) * (Math.log((1 + corpus.length) / (1 + documents)) + 1));
    }
    return weights;
  };
  const [a, b] = [weigh(left), weigh(right)];
  const norm = (weights: Map<string, number>): number => Math.hypot(...weights.values());
  let dot = 0;
  for (const [term, weight] of a) dot += weight * (b.get(term) ?? 0);
  return dot === 0 ? 0 : dot / (norm(a) * norm(b));
}

const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ', 'é'), maxLength: 12 }).map(normaliseText), {
  minLength: 1,
  maxLength: 6,
});

describe('cosinesWith', () => {
  it('equals the cosine of TF-IDF computed pair by pair', () => {
    fc.assert(
      fc.property(texts, texts, (left, right) => {
        const fitted = fitTfIdf(left, right, ngramsOf);
        const postings = invert(fitted.right, fitted.termCount);
        const out = new Float32Array(right.length).fill(9);
        left.forEach((text, row) => {
          cosinesWith(fitted.left, row, postings, out);
          right.forEach((other, at) => {
            expect(out[at]).toBeCloseTo(bruteCosine(text, other, [...left, ...right]), 5);
          });
        });
      }),
      { seed: 11, numRuns: 150 },
    );
  });

  it('is one for equal texts and zero for texts that share no gram or are empty', () => {
    const fitted = fitTfIdf(['acme works', ''], ['acme works', 'zulu', ''], ngramsOf);
    const postings = invert(fitted.right, fitted.termCount);
    const out = new Float32Array(3);
    cosinesWith(fitted.left, 0, postings, out);
    expect(out[0]).toBeCloseTo(1, 6);
    expect([...out.subarray(1)]).toEqual([0, 0]);
    cosinesWith(fitted.left, 1, postings, out);
    expect([...out]).toEqual([0, 0, 0]);
  });
});

describe('invert', () => {
  it('lists the rows of every term, ascending, with their weights', () => {
    const { left, termCount, vocabulary } = fitTfIdf(['x y', 'y', 'x y z'], [], (text) => text.split(' '));
    const postings = invert(left, termCount);
    const rowsOf = (term: string): number[] => {
      const id = vocabulary.indexOf(term);
      return [...postings.rows.subarray(postings.offsets[id]!, postings.offsets[id + 1]!)];
    };
    expect([rowsOf('x'), rowsOf('y'), rowsOf('z')]).toEqual([[0, 2], [0, 1, 2], [2]]);
    const alone = postings.offsets[vocabulary.indexOf('y')]! + 1;
    expect(postings.weights[alone]).toBe(1);
  });

  it('knows terms that are names of object members', () => {
    const { vocabulary } = fitTfIdf(['constructor __proto__'], ['__proto__'], (text) => text.split(' '));
    expect(vocabulary).toEqual(['constructor', '__proto__']);
  });
});
