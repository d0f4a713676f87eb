import { hashVector } from '../../jobs/hash-embedder';
import type { Job } from '../model/types';
import type { ClassifyInput } from './train';

export const QUIET: Job = { signal: new AbortController().signal, progress: () => {} };

const WORDS = {
  fruit: ['apple', 'pear', 'plum', 'cherry', 'banana', 'grape', 'melon', 'peach'],
  metal: ['iron', 'copper', 'zinc', 'steel', 'silver', 'nickel', 'chrome', 'lead'],
  animal: ['horse', 'sheep', 'tiger', 'otter', 'rabbit', 'ferret', 'badger', 'donkey'],
};
export const CLASSES = Object.keys(WORDS) as (keyof typeof WORDS)[];

/** 72 texts of three words of one class each, and what they are. */
export const KNOWN = CLASSES.flatMap((name, label) =>
  WORDS[name].flatMap((first, i) =>
    [1, 2, 3].map((step) => ({
      text: `${first} ${WORDS[name][(i + step) % 8]!} ${WORDS[name][(i + 2 * step + 1) % 8]!} no ${i * step}`,
      label,
    })),
  ),
);

export const EXAMPLES = KNOWN.map(({ label }, text) => ({ text, label }));

/** With vectors that n-grams are hashed into. */
export function inputOf(texts: readonly string[], withVectors = true): ClassifyInput {
  const dimensions = hashVector('').length;
  const data = new Float32Array(texts.length * dimensions);
  texts.forEach((text, at) => {
    data.set(hashVector(text), at * dimensions);
  });
  return { texts, vectors: withVectors ? { model: 'hash', dimensions, data } : null };
}
