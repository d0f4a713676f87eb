import { ngramsOf } from '../candidates/lexical/ngrams';
import { normaliseText } from '../text/normalise';
import { areForeign, scriptsOf } from '../text/scripts';
import { vectorAt } from '../vectors/dot-products';
import type { LogitsOf } from './classifier-weights';
import { createTextSpace } from './text-space';
import type { ClassifyInput } from './train';

/** What a difference in similarity is worth without examples. */
const NAME_TEMPERATURE = 0.05;
const NAME_LETTER_WEIGHT = 0.3;

/**
 * Logits by how similar a text is to the name and the descriptions of a class: the mean over them (vectors 0.7, letters 0.3; vectors
 * alone across scripts). They order classes and are no probabilities of being right.
 *
 * @param classTexts texts of each class among those of the input, at least one
 */
export function compareNames(input: ClassifyInput, classTexts: readonly (readonly number[])[]): LogitsOf {
  const all = classTexts.flat();
  const classOf = classTexts.flatMap((texts, label) => texts.map(() => label));
  const names = all.map((text) => normaliseText(input.texts[text]!));
  const scripts = names.map(scriptsOf);
  const space = createTextSpace(names, ngramsOf);
  const lexical = new Float64Array(names.length);
  return (text, out) => {
    const normalised = normaliseText(input.texts[text]!);
    const own = scriptsOf(normalised);
    lexical.fill(0);
    space.addCosines(space.weigh(normalised), lexical, 1);
    out.fill(0);
    all.forEach((name, at) => {
      const similarity = input.vectors ? dot(vectorAt(input.vectors, text), vectorAt(input.vectors, name)) : 0;
      const letters = input.vectors ? (areForeign(own, scripts[at]!) ? 0 : NAME_LETTER_WEIGHT) : 1;
      const label = classOf[at]!;
      const score = letters * lexical[at]! + (1 - letters) * similarity;
      out[label]! += score / (NAME_TEMPERATURE * classTexts[label]!.length);
    });
  };
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
