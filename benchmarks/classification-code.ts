import { balanceClasses } from '../src/core/classify/examples';
import { factorise, toFeatures } from '../src/core/classify/landmark-features';
import { createLetterSpace, createLetterTable } from '../src/core/classify/letter-table';
import { fitLogistic, predictLogits } from '../src/core/classify/logistic-regression';
import { wordsOf } from '../src/core/text/normalise';

export { abstentionCurve, pointFor } from '../src/core/classify/abstain';
export { classificationFigures } from '../src/core/classify/class-figures';
export { classifyTexts } from '../src/core/classify/classify-texts';
export { assignFolds } from '../src/core/classify/examples';
export { trainClassifier } from '../src/core/classify/train-classifier';

export interface WordBaseline {
  /** `C` of scikit-learn. */
  readonly inverseStrength: number;
  readonly isBalanced: boolean;
}

/**
 * TF-IDF of words and pairs of words, and logistic regression: the class of every text by what the other folds teach. The same loss as
 * `LogisticRegression` of scikit-learn on `TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2))`, solved in the space of the examples.
 */
export function classifyWords(
  texts: readonly string[],
  labels: readonly number[],
  fold: ArrayLike<number>,
  classes: number,
  { inverseStrength, isBalanced }: WordBaseline,
): number[] {
  const all = [...texts.keys()];
  const table = createLetterTable(texts, all, wordTerms);
  const predicted = new Array<number>(texts.length).fill(0);
  const out = new Float64Array(classes);
  for (let part = 0; part <= Math.max(...Array.from(fold)); part++) {
    const kept = all.filter((text) => fold[text] !== part);
    const space = createLetterSpace(table, kept, 1);
    const size = kept.length;
    const matrix = new Float64Array(size * size);
    kept.forEach((text, row) => {
      space.addCosines(space.weigh(text), matrix.subarray(row * size, (row + 1) * size), 1);
    });
    const factor = factorise(matrix, size);
    const featuresOf = (text: number): Float64Array => {
      const features = new Float64Array(size);
      space.addCosines(space.weigh(text), features, 1);
      toFeatures(factor, features);
      return features;
    };
    const data = new Float64Array(size * size);
    kept.forEach((text, row) => {
      data.set(featuresOf(text), row * size);
    });
    const own = Uint32Array.from(kept, (text) => labels[text]!);
    const rowWeights = isBalanced ? balanceClasses(own, classes) : undefined;
    const model = fitLogistic({ data, features: size, labels: own, classes, rowWeights }, inverseStrength);
    for (const text of all) {
      if (fold[text] !== part) continue;
      predictLogits(model, featuresOf(text), 0, out);
      predicted[text] = out.indexOf(Math.max(...out));
    }
  }
  return predicted;
}

function wordTerms(normalised: string): string[] {
  const words = wordsOf(normalised);
  return [...words, ...words.slice(1).map((word, at) => `${words[at]} ${word}`)];
}
