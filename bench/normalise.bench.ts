import { ngramsOf } from '../src/core/candidates/lexical/ngrams';
import { normaliseText } from '../src/core/text/normalise';
import { companyNames } from './company-names.mjs';
import { defineBench } from './harness/bench';

/** What every text goes through before letters are compared. */
export default defineBench({
  title: 'Normalised texts and their n-grams',
  unit: 'texts',
  prepare({ number }) {
    const { left: names } = companyNames(number('rows', 20_000));
    const normalised = names.map(normaliseText);
    return {
      count: names.length,
      variants: {
        normaliseText: () => names.map(normaliseText),
        ngramsOf: () => normalised.map(ngramsOf),
      },
      figures: () => ({ 'grams a text': normalised.flatMap(ngramsOf).length / names.length }),
    };
  },
});
