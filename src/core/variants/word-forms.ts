import type { VariantKind } from './kind';
import { inCaseOf, pick, replaceSpan, shuffled, wordSpans } from './signs';

/** Names and words of which the second is the other gender's. */
const PAIRS = `actor actress; waiter waitress; host hostess; prince princess; king queen; brother sister; brothers sisters; father mother; son daughter; sons daughters;
  mr mrs; sir dame; lord lady; herr frau; monsieur madame; señor señora; don doña; signor signora; m mme; г-н г-жа; king queen; boy girl; man woman; men women;
  martin martina; paul paula; daniel daniela; gabriel gabriela; christian christina; alexander alexandra; stephan stephanie; julian juliana; simon simone; denis denise;
  andré andrée; michel michèle; louis louise; francis frances; robert roberta; patrick patricia; victor victoria; carl carla; carlos carla; antonio antonia; mario maria;
  claudio claudia; fernando fernanda; luis luisa; jose josefa; francisco francisca; juan juana; roberto roberta; marcelo marcela; joan john; john joanna; george georgia;
  philipp philippa; josef josefa; johann johanna; wilhelm wilhelmina; henri henriette; jean jeanne; александр александра; валентин валентина; евгений евгения; иван иванна;
  buddy betty; oliver olivia; eric erica; erik erika; frederick frederica; august augusta; leon leona; emil emilia; karl karla`;
const OTHER_GENDER = new Map<string, string>();
for (const [one = '', other = ''] of PAIRS.split(';').map((pair) => pair.trim().split(/\s+/u))) {
  if (!OTHER_GENDER.has(one)) OTHER_GENDER.set(one, other);
  if (!OTHER_GENDER.has(other)) OTHER_GENDER.set(other, one);
}
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/(?<=\p{L}{3}(?:er|or))in$/iu, ''],
  [/(?<=\p{L}{3})eur$/iu, 'euse'],
  [/(?<=\p{L}{3})euse$/iu, 'eur'],
  [/(?<=\p{L}{3})trice$/iu, 'teur'],
  [/(?<=\p{L}{3}(?:ов|ев|ин))а$/iu, ''],
  [/(?<=\p{L}{3}(?:ов|ев))$/iu, 'а'],
  [/(?<=\p{L}{3})ский$/iu, 'ская'],
  [/(?<=\p{L}{3})ская$/iu, 'ский'],
  [/(?<=\p{L}{3}(?:ov|ev))a$/iu, ''],
  [/(?<=\p{L}{3}(?:ov|ev))$/iu, 'a'],
  [/(?<=\p{L}{3})ski$/iu, 'ska'],
  [/(?<=\p{L}{3})ska$/iu, 'ski'],
];

/** The other gender's form, which is another person: `Martin` ↔ `Martina`, `Петров` ↔ `Петрова`. */
export const gendered: VariantKind = {
  id: 'gendered',
  isSame: false,
  appliesTo: ({ scripts }) => scripts.has('Latin') || scripts.has('Cyrillic'),
  vary(text, { random }) {
    for (const span of shuffled(random, wordSpans(text))) {
      const other = OTHER_GENDER.get(span.word.toLowerCase());
      if (other !== undefined && span.word.length > 1) return replaceSpan(text, span, inCaseOf(span.word, other));
      const ending = ENDINGS.find(([pattern]) => pattern.test(span.word));
      if (ending)
        return replaceSpan(text, span, span.word.replace(ending[0], isLarge(span.word) ? ending[1].toUpperCase() : ending[1]));
    }
    return null;
  },
};

const isLarge = (word: string): boolean => word.length > 1 && word === word.toUpperCase();

/** One instead of several, or the other way round, in languages whose plural ends in -s. */
export const plural: VariantKind = {
  id: 'plural',
  isSame: false,
  appliesTo: ({ scripts, letters }) => scripts.has('Latin') && letters >= 5,
  vary(text, { random }) {
    const words = wordSpans(text).filter(
      ({ word }) => /^[a-zà-öø-ÿ]{5,}$/iu.test(word) && !/[^aeiouy]s$|(?:ss|us|is)$/iu.test(word.slice(0, -1)),
    );
    const span = pick(random, words);
    if (!span) return null;
    const { word } = span;
    const letter = isLarge(word) ? 'S' : 's';
    if (/(?:ss|us|is)$/iu.test(word)) return null;
    if (/ies$/iu.test(word)) return replaceSpan(text, span, word.slice(0, -3) + (isLarge(word) ? 'Y' : 'y'));
    if (/s$/iu.test(word)) return replaceSpan(text, span, word.slice(0, -1));
    if (/[^aeiou]y$/iu.test(word)) return replaceSpan(text, span, word.slice(0, -1) + (isLarge(word) ? 'IES' : 'ies'));
    return replaceSpan(text, span, word + letter);
  },
};
